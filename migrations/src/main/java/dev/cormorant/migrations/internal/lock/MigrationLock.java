package dev.cormorant.migrations.internal.lock;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock of migrations on one database, held for a whole run. On a server it belongs to a session; on SQLite to the process. For
 * one thread; closed by whoever took it.
 */
public final class MigrationLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MigrationLock.class);
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** How long the sessions of a run that is gone have to end by themselves. */
    private static final Duration GRACE = Duration.ofMillis(500);

    /** How long they may stay at least, whatever the wait for the lock: they are told to end after the grace. */
    private static final Duration AT_LEAST = Duration.ofSeconds(5);

    private final @Nullable ServerLock lock;
    private final @Nullable Connection keeper;
    private final @Nullable Connection session;
    private final @Nullable FileLockOfDatabase file;

    private MigrationLock(ServerLock lock, Connection keeper, Connection session) {
        this.lock = lock;
        this.keeper = keeper;
        this.session = session;
        this.file = null;
    }

    private MigrationLock(@Nullable FileLockOfDatabase file) {
        this.lock = null;
        this.keeper = null;
        this.session = null;
        this.file = file;
    }

    /**
     * Which lock.
     *
     * @param driver of the database: {@code postgres}, {@code mysql} or {@code sqlite}
     * @param schema where the table of the history is; empty for the current schema of the connection
     * @param table the name of the table of the history
     */
    public record Place(String driver, Optional<String> schema, String table) {

        private boolean isFile() {
            return driver.equals("sqlite");
        }

        /** Flyway takes the hash of the quoted name of its table. */
        private ServerLock on(Connection connection) throws SQLException {
            boolean mysql = driver.equals("mysql");
            String quote = mysql ? "`" : "\"";
            String current = mysql ? connection.getCatalog() : connection.getSchema();
            String quoted = quote + schema.orElse(String.valueOf(current)) + quote + "." + quote + table + quote;
            return mysql ? new MysqlServerLock(quoted) : new PostgresServerLock(quoted);
        }
    }

    /**
     * Takes the lock.
     *
     * @param place which
     * @param connections where sessions come from
     * @param wait how long to wait for it at most; zero for not at all
     * @return the lock
     * @throws LockWaitException if somebody else had it all the time
     * @throws SQLException if the server fails
     * @throws IOException if the file of the lock cannot be written
     */
    public static MigrationLock take(Place place, DataSource connections, Duration wait)
            throws SQLException, IOException {
        long until = System.nanoTime() + wait.toNanos();
        if (place.isFile()) {
            return new MigrationLock(fileLock(connections, until, wait));
        }
        Connection keeper = connections.getConnection();
        try {
            ServerLock lock = place.on(keeper);
            while (!lock.tryFor(keeper, step(until))) {
                refuseIfOver(lock, keeper, until, wait);
            }
            awaitOrphans(lock, keeper, until, wait);
            return new MigrationLock(
                    lock, keeper, lock.isFlyways() ? keeper : flyways(lock, keeper, connections, until, wait));
        } catch (SQLException | RuntimeException failed) {
            keeper.close();
            throw failed;
        }
    }

    /** Where Flyway works in the session that has its lock, that session cannot be the one which shows whether its process lives. */
    private static Connection flyways(
            ServerLock lock, Connection keeper, DataSource connections, long until, Duration wait) throws SQLException {
        Connection session = connections.getConnection();
        try {
            lock.mark(session);
            while (!lock.tryFlyways(session, step(until))) {
                refuseIfOver(lock, keeper, until, wait);
            }
            return session;
        } catch (SQLException | RuntimeException failed) {
            session.close();
            throw failed;
        }
    }

    private static void refuseIfOver(ServerLock lock, Connection session, long until, Duration wait)
            throws SQLException {
        if (isOver(until, wait)) {
            throw LockWaitException.of(wait, status(lock, session));
        }
    }

    private static Duration step(long until) {
        long left = Math.max(0, until - System.nanoTime());
        return left < STEP.toNanos() ? Duration.ofNanos(left) : STEP;
    }

    private static boolean isOver(long until, Duration wait) {
        if (Thread.currentThread().isInterrupted()) {
            throw LockWaitException.interrupted(wait);
        }
        return System.nanoTime() >= until;
    }

    private static @Nullable FileLockOfDatabase fileLock(DataSource connections, long until, Duration wait)
            throws SQLException, IOException {
        Optional<Path> database = file(connections);
        if (database.isEmpty()) {
            return null;
        }
        while (true) {
            Optional<FileLockOfDatabase> lock = FileLockOfDatabase.tryLock(database.get());
            if (lock.isPresent()) {
                return lock.get();
            }
            if (isOver(until, wait)) {
                throw LockWaitException.of(wait, FileLockOfDatabase.holder(database.get()));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** {@return the file of an SQLite database; empty if it is in memory} */
    private static Optional<Path> file(DataSource connections) throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select file from pragma_database_list where name = 'main'")) {
            String name = row.next() ? row.getString(1) : null;
            return name == null || name.isEmpty() ? Optional.empty() : Optional.of(Path.of(name));
        }
    }

    /** The lock was free, so the run of these sessions is gone; what they still do would come in the way. */
    private static void awaitOrphans(ServerLock lock, Connection session, long until, Duration wait)
            throws SQLException {
        long begun = System.nanoTime();
        boolean told = false;
        List<LockSession> orphans = lock.marked(session);
        while (!orphans.isEmpty()) {
            long waited = System.nanoTime() - begun;
            if (!told && waited > GRACE.toNanos()) {
                told = true;
                for (LockSession orphan : orphans) {
                    lock.end(session, orphan);
                }
            }
            if (isOver(until, wait) && waited > AT_LEAST.toNanos()) {
                throw LockWaitException.ofOrphan(orphans.get(0));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            orphans = lock.marked(session);
        }
    }

    /**
     * Looks who has the lock.
     *
     * @param place which
     * @param connections where a session comes from
     * @return who; empty if nobody has it
     * @throws SQLException if the server fails
     * @throws IOException if the file of the lock cannot be read
     */
    public static Optional<LockSession> holder(Place place, DataSource connections) throws SQLException, IOException {
        if (place.isFile()) {
            Optional<Path> database = file(connections);
            return database.isEmpty() ? Optional.empty() : FileLockOfDatabase.holder(database.get());
        }
        try (Connection connection = connections.getConnection()) {
            return status(place.on(connection), connection);
        }
    }

    /** The session that has the lock is idle while another one of its run works. */
    private static Optional<LockSession> status(ServerLock lock, Connection connection) throws SQLException {
        Optional<LockSession> holder = lock.holders(connection).stream().findFirst();
        if (holder.isEmpty() || holder.get().statement().isPresent()) {
            return holder;
        }
        return Optional.of(lock.marked(connection).stream()
                .filter(worker -> worker.statement().isPresent())
                .findFirst()
                .map(worker -> holder.get().running(worker))
                .orElse(holder.get()));
    }

    /** {@return the session that Flyway is to be given first, which has its lock; empty where Flyway has none} */
    public Optional<Connection> session() {
        return Optional.ofNullable(session);
    }

    /**
     * Marks a further session of the run, so that it can be ended if it outlives its process.
     *
     * @param connection the session
     * @throws SQLException if the server fails
     */
    public void mark(Connection connection) throws SQLException {
        if (lock != null) {
            lock.mark(connection);
        }
    }

    /** Gives the lock back. What fails is gone anyway. */
    @Override
    public void close() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException failed) {
                LOG.debug("the file of the lock was not given back", failed);
            }
        }
        if (lock != null && keeper != null && session != null) {
            // A session that goes back loses its locks and its mark; the one that the others look at goes last.
            if (session != keeper) {
                giveBack(session);
            }
            try {
                lock.release(keeper);
            } catch (SQLException lost) {
                LOG.debug("the session with the lock of migrations was lost", lost);
            }
            giveBack(keeper);
        }
    }

    private static void giveBack(Connection session) {
        try {
            session.close();
        } catch (SQLException lost) {
            LOG.debug("a session of a run of migrations was lost", lost);
        }
    }
}
