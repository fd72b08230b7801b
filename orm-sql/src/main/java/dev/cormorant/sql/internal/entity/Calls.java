package dev.cormorant.sql.internal.entity;

import dev.cormorant.core.Database;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.transaction.TransactionOptions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Runs statements of entities on one database, each failure told with what was attempted. */
final class Calls {

    private final Database database;

    Calls(Database database) {
        this.database = database;
    }

    /** What is done with a statement. */
    interface Work<R extends @Nullable Object> {
        R run(PreparedStatement statement) throws SQLException;
    }

    /** What is done with a connection. */
    interface Connected<R extends @Nullable Object> {
        R run(Connection connection) throws SQLException;
    }

    /** How a statement is prepared. */
    interface Preparing {
        PreparedStatement prepare(Connection connection, String sql) throws SQLException;
    }

    /** Sets one parameter; null sets SQL NULL. */
    void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        database.columnTypes().bind(statement, index, value);
    }

    /** Runs one statement that writes, on a connection of its own or that of the transaction. */
    <R extends @Nullable Object> R write(String attempted, String sql, Work<R> work) {
        return write(attempted, sql, Connection::prepareStatement, work);
    }

    <R extends @Nullable Object> R write(String attempted, String sql, Preparing how, Work<R> work) {
        try (Connection connection = database.connection(Access.WRITE, attempted)) {
            return on(connection, attempted, sql, how, work);
        } catch (SQLException failed) {
            throw translated(attempted, sql, failed);
        }
    }

    /** Does something with a connection of its own, or that of the transaction. */
    <R extends @Nullable Object> R connected(String attempted, Connected<R> work) {
        try (Connection connection = database.connection(Access.WRITE, attempted)) {
            return work.run(connection);
        } catch (SQLException failed) {
            throw translated(attempted, null, failed);
        }
    }

    /** Runs one statement on a connection that is open. */
    <R extends @Nullable Object> R on(
            Connection connection, String attempted, String sql, Preparing how, Work<R> work) {
        try (PreparedStatement statement = how.prepare(connection, sql)) {
            return work.run(statement);
        } catch (SQLException failed) {
            throw translated(attempted, sql, failed);
        }
    }

    /** Runs several statements: all of them take effect, or none. */
    <R extends @Nullable Object> R together(String attempted, Connected<R> work) {
        return together(attempted, TransactionOptions.readWrite().named(attempted), work);
    }

    /**
     * As {@link #together}, and so many times again after a conflict, with a wait that differs from thread to thread: those that
     * ended in one deadlock would meet in the next. Inside a running transaction, which a deadlock ends, it is not run again.
     */
    <R extends @Nullable Object> R again(String attempted, int times, Connected<R> work) {
        TransactionOptions options = TransactionOptions.readWrite().named(attempted);
        boolean alone = database.currentTransaction().isEmpty();
        return together(attempted, alone ? options.retries(times) : options, work);
    }

    private <R extends @Nullable Object> R together(String attempted, TransactionOptions options, Connected<R> work) {
        return database.transaction(options, transaction -> {
            try {
                return work.run(transaction.connection());
            } catch (SQLException failed) {
                throw translated(attempted, null, failed);
            }
        });
    }

    private OrmException translated(String attempted, @Nullable String sql, SQLException failed) {
        return database.translate(failed, new FailedOperation(attempted, database.label(), 0, sql));
    }

    /** {@return what was attempted, and where, for messages} */
    String attempted(String what) {
        return what + " on " + database.label();
    }
}
