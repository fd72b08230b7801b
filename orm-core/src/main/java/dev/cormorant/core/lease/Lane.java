package dev.cormorant.core.lease;

import com.zaxxer.hikari.HikariConfig;
import dev.cormorant.core.budget.BudgetShare;
import dev.cormorant.core.budget.Entry;
import dev.cormorant.core.config.PoolConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.driver.PoolLayout;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pool and the gate before it. */
final class Lane implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    /** HikariCP takes no smaller limit. */
    private static final Duration SHORTEST = Duration.ofMillis(250);

    /** A connection that has been idle is asked whether it lives; one that takes longer is replaced. */
    private static final Duration VALIDATION = Duration.ofMillis(900);

    final Access access;
    final int size;
    final Gate gate;
    final PhysicalConnections physical;
    private final Leases leases;
    private final Pool pool;
    private final @Nullable BudgetShare share;
    private final PoolLayout layout;

    Lane(
            Leases leases,
            PoolLayout layout,
            String name,
            Access access,
            int size,
            PoolConfig config,
            PhysicalConnections physical) {
        this.leases = leases;
        this.layout = layout;
        this.access = access;
        this.size = size;
        this.gate = new Gate(size, config.maxWaiters());
        this.physical = physical;
        this.share = physical.share();
        boolean forEver = layout == PoolLayout.SINGLE_CONNECTION;
        this.pool = new Pool(settings(name, size, forEver, config, physical), physical);
        if (share == null || forEver) {
            start();
        }
        if (share != null) {
            share.attach(pool);
        }
    }

    private void start() {
        try {
            pool.start();
        } catch (SQLException closed) {
            throw new IllegalStateException(closed);
        }
    }

    private HikariConfig settings(
            String name, int size, boolean forEver, PoolConfig config, PhysicalConnections physical) {
        HikariConfig settings = new HikariConfig();
        settings.setPoolName(name);
        settings.setDataSource(physical);
        settings.setMaximumPoolSize(size);
        int minIdle = forEver ? size : share == null ? Math.min(size, config.minIdle()) : 0;
        settings.setMinimumIdle(minIdle);
        settings.setConnectionTimeout(atLeast(SHORTEST, config.acquireTimeout()).toMillis());
        settings.setValidationTimeout(atLeast(
                        SHORTEST,
                        config.acquireTimeout().compareTo(VALIDATION) < 0 ? config.acquireTimeout() : VALIDATION)
                .toMillis());
        // HikariCP warns of an idle timeout that no connection can meet.
        settings.setIdleTimeout(minIdle == size ? 0 : config.idleTimeout().toMillis());
        settings.setMaxLifetime(forEver ? 0 : config.maxLifetime().toMillis());
        settings.setKeepaliveTime(config.keepAlive().toMillis());
        physical.isolation().ifPresent(level -> settings.setTransactionIsolation(String.valueOf(level)));
        // The first connection is a step of connecting, with a typed failure; the pool itself never fails to start.
        settings.setInitializationFailTimeout(-1);
        if (share != null) {
            settings.setScheduledExecutor(share.budget().keepers());
        }
        return settings;
    }

    private static Duration atLeast(Duration least, Duration wanted) {
        return wanted.compareTo(least) < 0 ? least : wanted;
    }

    /** Takes a connection; the caller has entered the gate. */
    Lease take(LeaseRequest request) throws SQLException {
        Connection pooled = pool.take();
        try {
            return new Lease(this, request, pooled);
        } catch (SQLException | RuntimeException failed) {
            try (pooled) {
                pool.evict(pooled);
            } catch (SQLException suppressed) {
                failed.addSuppressed(suppressed);
            }
            throw failed;
        }
    }

    /** Waits for room in the budget, if there is one; the caller has entered the gate. */
    Entry enterBudget(Duration maxWait) throws InterruptedException {
        return share == null ? Entry.ENTERED : share.enter(maxWait);
    }

    /** Ends {@link #enterBudget} for a caller that was given no connection. */
    void leaveBudget() {
        if (share != null) {
            share.leave();
        }
    }

    boolean hasBudget() {
        return share != null;
    }

    /** {@return the budget and its biggest holders, as messages say them} */
    String budget() {
        return share == null ? "" : share.budget().totals().toString();
    }

    /** Lets nobody in any more who waits for the budget. */
    void refuseNew() {
        gate.wakeAll();
        if (share != null) {
            share.refuse();
        }
    }

    void giveBack(Lease lease, boolean unusable) {
        // Asked before the connection is idle, so that nobody takes it whom it is not for.
        boolean evict = share == null ? unusable : share.leaveClosing(unusable);
        try {
            if (evict) {
                pool.evict(lease.pooled());
            }
            lease.pooled().close();
        } catch (SQLException | RuntimeException failed) {
            // The caller has its result already; a connection that cannot be reset must only not be used again.
            LOG.debug("a connection of {} could not go back and is closed", pool, failed);
            pool.evict(lease.pooled());
        } finally {
            if (share != null && !evict) {
                share.leave();
            }
            leases.left(lease, unusable);
            gate.leave();
        }
    }

    /** {@return what a holder is told whose connection was taken back} */
    SQLException takenBack(Lease lease) {
        return leases.takenBack(lease);
    }

    /** Takes the connection of a lease from its holder, by a thread that is not the holder's. */
    void takeAway(Lease lease) {
        boolean keeps = layout == PoolLayout.SINGLE_CONNECTION;
        if (share != null && !keeps) {
            share.leaveClosing(true);
        }
        try {
            if (keeps) {
                rollBack(lease.pooled());
            } else {
                // A server rolls back what loses its connection; to close it in order would wait for its results.
                leases.cutOff(lease.driverConnection());
                pool.evict(lease.pooled());
            }
        } catch (SQLException | RuntimeException failed) {
            LOG.debug("a leaked connection of {} could not be cleaned and is closed", pool, failed);
            pool.evict(lease.pooled());
        } finally {
            leases.inUse().countForceClosed();
            if (share != null && keeps) {
                share.leave();
            }
            leases.left(lease, !keeps);
            gate.leave();
        }
    }

    private static void rollBack(Connection pooled) throws SQLException {
        try (pooled) {
            if (!pooled.getAutoCommit()) {
                pooled.rollback();
            }
        }
    }

    /** Has every connection replaced: an idle one now, one in use when it is given back. The one that holds the data stays. */
    void rotate() {
        if (layout != PoolLayout.SINGLE_CONNECTION) {
            pool.rotate();
        }
    }

    int total() {
        return pool.total() + physical.offered();
    }

    int idle() {
        return pool.idle() + physical.offered();
    }

    @Override
    public void close() {
        pool.close();
        if (share != null) {
            share.close();
        }
    }
}
