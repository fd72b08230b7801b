package dev.cormorant.migrations.internal.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * The lock of one history table, as a server keeps it: it belongs to a session that does nothing else, so that it is free as soon as
 * the process of that session is gone. The sessions that work have marks: whoever has the lock and finds a mark knows that the run of
 * that session has lost the lock. Flyway's own lock is taken too, which keeps plain Flyway out; a session that has it may take it
 * again, so it can be handed to Flyway.
 */
public interface ServerLock {

    /**
     * Tries to take the lock.
     *
     * @param connection what is to have it; set up then to stay idle for as long as a run may take
     * @param wait about how long at most; zero for one look. It may be shorter
     * @return whether it has it
     * @throws SQLException if the server fails
     */
    boolean tryFor(Connection connection, Duration wait) throws SQLException;

    /** {@return whether this is the lock that Flyway takes, with a session of Flyway's that does nothing else} */
    boolean isFlyways();

    /**
     * Tries to take Flyway's lock, where it is another one.
     *
     * @param session the session that Flyway works in
     * @param wait about how long at most; zero for one look. It may be shorter
     * @return whether it has it
     * @throws SQLException if the server fails
     */
    boolean tryFlyways(Connection session, Duration wait) throws SQLException;

    /** Gives the lock back once. */
    void release(Connection connection) throws SQLException;

    /**
     * Marks a further session of a run; the mark goes with the session, or when the session is reset.
     *
     * @param connection the session
     * @throws SQLException if the server fails
     */
    void mark(Connection connection) throws SQLException;

    /** {@return who has the lock: nobody, or one} */
    List<LockSession> holders(Connection connection) throws SQLException;

    /** {@return the sessions that have marks} */
    List<LockSession> marked(Connection connection) throws SQLException;

    /**
     * Ends a session that outlives its client, where the server does not do so by itself. What it may not end stays.
     *
     * @param connection of whoever has the lock
     * @param orphan the session
     */
    void end(Connection connection, LockSession orphan) throws SQLException;
}
