package dev.cormorant.core.lease;

import dev.cormorant.core.budget.BudgetShare;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.monitor.Monitor;
import dev.cormorant.core.monitor.Span;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the pool gets its connections from: the driver, but first the one connection that was opened to find out whether the
 * database can be reached at all, so that it is not opened in vain.
 */
public final class PhysicalConnections implements DataSource, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PhysicalConnections.class);
    /** How long a thread may need from one line to the next on a busy machine. */
    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Driver driver;
    private final Monitor monitor;
    private final Access access;
    private final Duration timeout;
    private final long sessionEndNanos;
    private final AtomicReference<@Nullable Connection> first = new AtomicReference<>();
    private final AtomicReference<@Nullable SQLException> lastFailure = new AtomicReference<>();
    private final LongAdder opened = new LongAdder();
    private volatile OptionalInt isolation = OptionalInt.empty();
    private volatile @Nullable BudgetShare share;
    private volatile long closedAt = System.nanoTime() - SETTLE_NANOS;
    private volatile boolean closed;

    /**
     * Opens nothing yet.
     *
     * @param driver who connects
     * @param access what the connections are for
     * @param timeout the longest time for one connect
     * @param monitor where connects are told
     */
    public PhysicalConnections(Driver driver, Access access, Duration timeout, Monitor monitor) {
        this.monitor = monitor;
        this.driver = driver;
        this.access = access;
        this.timeout = timeout;
        this.sessionEndNanos = driver.sessionEnd().toNanos();
    }

    /**
     * Counts the connections from now on.
     *
     * @param budgetShare who is asked before a connection is opened and told when one is closed
     */
    public void countedBy(BudgetShare budgetShare) {
        share = budgetShare;
    }

    /** {@return who counts the connections; null if nobody does} */
    @Nullable
    BudgetShare share() {
        return share;
    }

    /**
     * Hands over a connection that is open already; the next {@link #getConnection} gives it out.
     *
     * @param connection the driver's connection, counted already; owned by this object from now on
     */
    public void offer(Connection connection) {
        first.set(counted(connection));
        opened.increment();
    }

    /**
     * Says which isolation a connection has when it is opened. Otherwise the pool asks its own first connection, and if that one
     * breaks just then, HikariCP 7.1 refuses every later connection for good.
     *
     * @param level one of the constants of {@link Connection}
     */
    public void isolation(int level) {
        isolation = OptionalInt.of(level);
    }

    /** {@return the isolation of a new connection, if it was said} */
    OptionalInt isolation() {
        return isolation;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection ready = first.getAndSet(null);
        if (ready != null) {
            return ready;
        }
        if (closed) {
            throw new SQLException("the database is closed");
        }
        BudgetShare counting = share;
        if (counting == null) {
            return open();
        }
        if (!counting.beginOpen()) {
            throw new SQLException("nobody waits for a further connection");
        }
        boolean success = false;
        try {
            Connection connection = open();
            success = true;
            return counted(connection);
        } finally {
            counting.endOpen(success);
        }
    }

    private Connection counted(Connection connection) {
        BudgetShare counting = share;
        if (counting == null) {
            return connection;
        }
        return CountedConnection.of(connection, () -> {
            // A server ends the session a little after its socket; the room is free when both are gone.
            LockSupport.parkNanos(sessionEndNanos);
            closedAt = System.nanoTime();
            counting.connectionClosed();
        });
    }

    /** Waits until whoever has closed a connection last has left the pool; where connections are not counted, for a moment. */
    void settle() {
        long since = share == null ? SETTLE_NANOS - SHORT_NANOS : System.nanoTime() - closedAt;
        if (since < SETTLE_NANOS) {
            LockSupport.parkNanos(SETTLE_NANOS - since);
        }
    }

    private Connection open() throws SQLException {
        Span connecting = monitor.events().connect();
        try {
            Connection connection = driver.connect(access, timeout);
            opened.increment();
            lastFailure.set(null);
            connecting.finish(0, access.name(), -1, "opened");
            return connection;
        } catch (SQLException failed) {
            lastFailure.set(failed);
            monitor.suspect();
            connecting.finish(0, access.name(), -1, "failed");
            throw failed;
        }
    }

    /** {@return why the last connect failed; null if it did not} */
    @Nullable
    SQLException lastFailure() {
        return lastFailure.get();
    }

    /** {@return how many connections were opened so far} */
    long opened() {
        return opened.sum();
    }

    /** {@return how many open connections wait to be given out for the first time: 0 or 1} */
    int offered() {
        return first.get() == null ? 0 : 1;
    }

    /** Closes the connection that was offered and not given out. A second call does nothing. */
    @Override
    public void close() {
        closed = true;
        closeUnused();
    }

    /** Closes the connection that was offered, if nobody has taken it yet. */
    boolean closeUnused() {
        Connection unused = first.getAndSet(null);
        if (unused == null) {
            return false;
        }
        try {
            unused.close();
        } catch (SQLException failed) {
            // It broke before anybody used it, and nobody misses it: drivers let go of such a socket all the same.
            LOG.debug("the first connection could not be closed in order", failed);
        }
        return true;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLException("credentials belong into the configuration of the database");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // Nothing is written: SLF4J is the log.
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // The pool sets one; the connect timeout of the configuration is in force instead.
    }

    @Override
    public int getLoginTimeout() {
        return (int) timeout.toSeconds();
    }

    @Override
    public java.util.logging.Logger getParentLogger() {
        return java.util.logging.Logger.getLogger("dev.cormorant");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("not a wrapper for " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
