package dev.cormorant.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops what a connection is doing on the server, by {@code KILL QUERY} over a connection of its own, which lives only for that
 * and has 5 s at most. {@link Statement#cancel} of Connector/J does nothing once the first row of a streamed result has come. Any
 * account may kill its own queries.
 *
 * <p>MySQL 8.0.15 keeps a kill that reaches it while the query ends, in one of seventy tries, and the next statement is then
 * killed instead. Any statement but a ping makes it forget. So one that does nothing is run behind each kill. MariaDB has
 * nothing to forget.
 */
final class Killer {

    private static final Logger LOG = LoggerFactory.getLogger(Killer.class);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final long END_MILLIS = 500;

    private final Sessions sessions;
    private final Duration timeout;
    private final Set<Connection> unsettled =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** Prepares for a configuration with the given connect timeout; connects nothing. */
    Killer(Sessions sessions, Duration connectTimeout) {
        this.sessions = sessions;
        this.timeout = connectTimeout.compareTo(LONGEST) < 0 ? connectTimeout : LONGEST;
    }

    /**
     * Stops what runs on a connection, for a thread that does not own it while the owner runs nothing else on it.
     *
     * @throws SQLException if the server could not be told
     */
    void kill(Connection connection) throws SQLException {
        tell(connection);
        JdbcConnection session = connection.unwrap(JdbcConnection.class);
        Lock busy = session.getConnectionLock();
        try {
            // Free as soon as the query has ended. One that takes longer to end has noticed the kill.
            if (busy.tryLock(END_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    forget(session);
                } finally {
                    busy.unlock();
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Tells the server to kill the query of a connection. A server that cannot be reached is taken for lost: the connection is
     * then aborted, so that the thread which waits on it does not wait for ever.
     *
     * @throws SQLException if the server could not be told
     */
    void tell(Connection connection) throws SQLException {
        JdbcConnection session = connection.unwrap(JdbcConnection.class);
        unsettled.add(session);
        try (Connection control = sessions.openForControl(timeout);
                Statement statement = control.createStatement()) {
            statement.execute("KILL QUERY " + session.getSession().getThreadId());
        } catch (SQLException failed) {
            VendorCode code = VendorCode.of(failed);
            // Otherwise the connection has gone meanwhile, and there is nothing left to stop.
            if (code.number() != VendorCode.NO_SUCH_THREAD) {
                abortIfLost(session, code);
                throw failed;
            }
        }
    }

    /** Cuts a connection off, for a thread that may not own it; what it runs is ended with the next connection. */
    void cutOff(Connection connection) throws SQLException {
        sessions.cutOff(connection);
    }

    private void abortIfLost(JdbcConnection session, VendorCode code) throws SQLException {
        if (code.lost()) {
            LOG.debug(
                    "a connection is aborted, since the server cannot be told to stop its query: {}", code.describe());
            cutOff(session);
        }
    }

    /**
     * Makes the server forget a kill that may have come too late. Called by whoever may use the connection; costs nothing if there
     * was no kill. Does nothing yet while a result is streamed: the one who closes it calls again.
     */
    void forget(Connection connection) throws SQLException {
        if (unsettled.isEmpty()) {
            return;
        }
        JdbcConnection session = connection.unwrap(JdbcConnection.class);
        if (!unsettled.contains(session)) {
            return;
        }
        try (Statement nothing = session.createStatement()) {
            nothing.execute("DO 0");
            unsettled.remove(session);
        } catch (SQLException failed) {
            if (VendorCode.of(failed).interrupted()) {
                unsettled.remove(session);
            } else {
                LOG.debug("a kill is not settled yet: {}", failed.getMessage());
            }
        }
    }
}
