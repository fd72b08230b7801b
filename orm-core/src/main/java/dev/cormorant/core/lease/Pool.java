package dev.cormorant.core.lease;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.pool.HikariPool;
import dev.cormorant.core.budget.BudgetedPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * HikariCP's pool: made when it is first used, closed when it is parked, and made again with the next use. A pool that is not
 * there has no connection and no thread.
 */
final class Pool implements BudgetedPool {

    private static final String WEAK_REFERENCES = "com.zaxxer.hikari.useWeakReferences";
    /** How long HikariCP may be busy with an idle connection, testing it, before another one is asked to go. */
    private static final long TAKE_IDLE_MILLIS = 50;

    private static final long ASK_AGAIN_MILLIS = 500;

    static {
        // Otherwise HikariCP 7.1 on the class path keeps every pool that was ever closed in the thread locals of its
        // users.
        if (System.getProperty(WEAK_REFERENCES) == null) {
            System.setProperty(WEAK_REFERENCES, "true");
        }
    }

    private final HikariConfig settings;
    private final PhysicalConnections physical;
    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable HikariPool pool;
    private volatile boolean closed;

    Pool(HikariConfig settings, PhysicalConnections physical) {
        this.settings = settings;
        this.physical = physical;
        settings.validate();
    }

    /** Makes the pool, which then opens what it is to keep ready. No connection is opened by this thread. */
    HikariPool start() throws SQLException {
        HikariPool made = pool;
        if (made != null) {
            return made;
        }
        making.lock();
        try {
            made = pool;
            if (made == null) {
                if (closed) {
                    throw new SQLException("the database is closed");
                }
                made = new HikariPool(settings);
                pool = made;
            }
            return made;
        } finally {
            making.unlock();
        }
    }

    /**
     * Takes a connection. The caller has entered the gate, so that there is an idle one or room for another; but HikariCP 7.1 may
     * lose the request of the last of many callers to open it, and would let that one wait for its whole time. Who waits long asks
     * again.
     */
    Connection take() throws SQLException {
        HikariPool made = start();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.getConnectionTimeout());
        SQLException failure = null;
        while (true) {
            long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
            try {
                return made.getConnection(Math.min(left, ASK_AGAIN_MILLIS));
            } catch (SQLTransientConnectionException late) {
                // Only the first to hear of a failed connect is told of it.
                failure = late.getCause() == null && failure != null ? failure : late;
                if (left <= ASK_AGAIN_MILLIS) {
                    throw failure;
                }
            }
        }
    }

    void evict(Connection pooled) {
        HikariPool made = pool;
        if (made != null) {
            made.evictConnection(pooled);
        }
    }

    /** Has every connection closed: an idle one now, one in use when it comes back. */
    void rotate() {
        physical.closeUnused();
        HikariPool made = pool;
        if (made != null) {
            made.softEvictConnections();
        }
    }

    int total() {
        HikariPool made = pool;
        return made == null ? 0 : made.getTotalConnections();
    }

    int idle() {
        HikariPool made = pool;
        return made == null ? 0 : made.getIdleConnections();
    }

    @Override
    public boolean closeOneIdle() {
        if (physical.closeUnused()) {
            return true;
        }
        HikariPool made = pool;
        if (made == null) {
            return false;
        }
        try (Connection idle = CountedConnection.trusting(() -> made.getConnection(TAKE_IDLE_MILLIS))) {
            made.evictConnection(idle);
            return true;
        } catch (SQLException taken) {
            // Somebody was faster, so that it is not idle any more.
            return false;
        }
    }

    @Override
    public void park() {
        physical.closeUnused();
        shutDown();
    }

    /** Closes the pool for good. */
    void close() {
        closed = true;
        shutDown();
    }

    private void shutDown() {
        HikariPool made;
        making.lock();
        try {
            made = pool;
            pool = null;
        } finally {
            making.unlock();
        }
        try {
            if (made != null) {
                // HikariCP 7.1 fills a pool again after each close, under the lock that shutdown() holds while it waits
                // 10 s for
                // the thread that does so; not in a pool that is known to be shut down. Who has looked before is
                // through by then.
                made.poolState = HikariPool.POOL_SHUTDOWN;
                physical.settle();
                made.shutdown();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return settings.getPoolName();
    }
}
