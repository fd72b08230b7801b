package dev.cormorant.core.driver;

import dev.cormorant.core.config.Isolation;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.OrmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;

/**
 * One database product, bound to one configuration: the answers on which databases differ. Called by the core only, from any
 * thread; holds no connection of its own. Connections that it is handed are the raw ones of the JDBC driver.
 */
public interface Driver extends AutoCloseable {

    /** {@return the name of the product for messages, such as {@code postgres}} */
    String name();

    /** {@return how the connections of the database are divided} */
    PoolLayout layout();

    /** {@return what it takes to stream a result} */
    CursorMode cursorMode();

    /** {@return how values go in and out} */
    ColumnTypes columnTypes();

    /** {@return the way for many rows; a batch of inserts unless overridden} */
    default BulkPath bulkPath() {
        return new BatchInsert(columnTypes());
    }

    /**
     * How long a server may still have a session whose connection was closed. In a set of databases the room of a connection is free
     * for another one after that.
     *
     * @return the time; 50 ms unless overridden, zero where there is no server
     */
    default Duration sessionEnd() {
        return Duration.ofMillis(50);
    }

    /**
     * Opens one physical connection and sets up its session, in autocommit mode. Closes it again if the set-up fails. A database
     * that has users takes the credentials from {@link Logins}, once for each connection.
     *
     * @param access what the connection will be used for; {@link Access#READ} only with
     *     {@link PoolLayout#WRITER_AND_READERS}
     * @param timeout the longest time for connecting and logging in together; finite
     * @return the connection; closed by the caller
     * @throws SQLException if it fails; nothing is left open
     */
    Connection connect(Access access, Duration timeout) throws SQLException;

    /**
     * Asks the server what it is.
     *
     * @param connection an open connection
     * @return product, version and dialect
     * @throws SQLException if the server does not answer, or is one that this driver does not support
     */
    ServerFacts facts(Connection connection) throws SQLException;

    /**
     * Which connection a statement outside a transaction needs. Asked only with {@link PoolLayout#WRITER_AND_READERS}.
     *
     * @param sql the text of the statement
     * @return {@link Access#READ} only if the statement certainly does not write
     */
    default Access accessOf(String sql) {
        return Access.WRITE;
    }

    /**
     * Stops a running statement, or a result that is being streamed, on the server. Called from another thread than the one
     * that runs it, while the core keeps the connection from being used for anything else.
     *
     * @param connection the connection that runs it
     * @param statement the statement
     * @throws SQLException if the server could not be told
     */
    default void cancel(Connection connection, Statement statement) throws SQLException {
        statement.cancel();
    }

    /**
     * Changes how long the server lets a statement run by its own clock. A connection begins with the usual limit of the settings. Called
     * before a statement that may run longer, and with the usual limit before such a connection goes back; inside a transaction too.
     * Does nothing where the server has no such clock, or one that counts the time in which a client reads.
     *
     * @param connection the connection
     * @param limit how long; zero for no limit
     * @throws SQLException if it could not be changed
     */
    default void limitOnServer(Connection connection, Duration limit) throws SQLException {
        // There are only the stop from outside, and the end of the connection.
    }

    /**
     * Closes a streamed result that has not been read to its end, without reading the rest of it.
     *
     * @param connection the connection that streams
     * @param rows the open result
     * @throws SQLException if that failed; the core then evicts the connection
     */
    default void closeEarly(Connection connection, ResultSet rows) throws SQLException {
        rows.close();
    }

    /**
     * Cuts a connection off: one whose server does not react to {@link #cancel}, so that whoever waits for an answer meets an error at
     * once, and one that is taken from a holder who dropped or forgot it. Called from another thread than the one that uses the
     * connection; never with {@link PoolLayout#SINGLE_CONNECTION}, and for want of a reaction only with {@link PoolLayout#SHARED}.
     *
     * @param connection the connection, which is not used again
     * @throws SQLException if the driver refuses
     */
    default void abort(Connection connection) throws SQLException {
        connection.abort(Runnable::run);
    }

    /** {@return the isolation levels that the database keeps as they are declared; a transaction cannot ask for another one} */
    Set<Isolation> isolations();

    /**
     * Whether an error of a statement has ended the whole transaction, so that what runs next would be a part of another one. Databases
     * that refuse further statements themselves need not tell.
     *
     * @param error what the JDBC driver threw
     * @return true if the server has rolled the transaction back
     */
    default boolean endsTransaction(SQLException error) {
        return false;
    }

    /**
     * Whether a statement changes the session beyond its transaction, so that the next user of the connection would notice.
     *
     * @param sql the text of the statement
     * @return true if it may
     */
    default boolean changesSession(String sql) {
        return false;
    }

    /**
     * Puts a session back into the state in which {@link #connect} leaves one. Called outside a transaction, before a connection
     * goes back to the pool on which such a statement ran.
     *
     * @param connection the connection
     * @return false if that cannot be done for certain: the connection is then closed instead of going back
     * @throws SQLException if it fails; the connection is then closed too
     */
    default boolean resetSession(Connection connection) throws SQLException {
        return false;
    }

    /**
     * Refuses a commit that the database would turn into a rollback and call a success. Called before every commit, by the
     * thread that owns the connection; costs no round trip.
     *
     * @param connection the connection, in a transaction
     * @throws SQLException if the transaction has failed already and can only be rolled back
     */
    default void beforeCommit(Connection connection) throws SQLException {
        // Most databases refuse such a commit themselves.
    }

    /**
     * Names the failure behind a vendor error, so that callers can catch a meaning, not a code.
     *
     * @param error what the JDBC driver threw
     * @param failed what was being done; carried into the result
     * @return a new exception with {@code error} as its cause; never thrown by this method
     */
    OrmException translate(SQLException error, FailedOperation failed);

    /**
     * Gives up memory that the database or its driver holds for a connection and can do without: caches and prepared plans.
     * Called on a connection that nobody uses, when memory becomes short.
     *
     * @param connection the connection, outside a transaction
     * @throws SQLException if that failed; the connection is then closed
     */
    default void shrinkMemory(Connection connection) throws SQLException {
        // Most databases hold nothing worth mentioning for an idle connection.
    }

    /**
     * How literals are written, so that monitoring can show SQL without them.
     *
     * @return whether they may stand in double quotes, and a backslash in them escapes, as on MySQL; false unless overridden
     */
    default boolean hasMySqlLiterals() {
        return false;
    }

    /**
     * Whether a connection is unusable after an error.
     *
     * @param error what the JDBC driver threw
     * @return true if the connection must not go back to the pool
     */
    boolean isFatal(SQLException error);

    /**
     * Whether an error of one connection speaks of the server, and so of all connections: it is shutting down, was lost, or has
     * become read-only, as the old primary does in a failover. All connections are then replaced, each when nobody uses it. Not
     * asked for an error that the core itself has brought about, nor on a connection that was set read-only.
     *
     * @param error what the JDBC driver threw
     * @return true if the other connections are no better; false by default
     */
    default boolean concernsServer(SQLException error) {
        return false;
    }

    /**
     * Ends what the JDBC driver started for itself (threads, registrations) when nobody else in this class loader uses it.
     * Called once, after the last connection has been closed.
     */
    @Override
    void close();
}
