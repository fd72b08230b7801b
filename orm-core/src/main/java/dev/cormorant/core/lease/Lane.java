package dev.cormorant.core.lease;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cormorant.core.config.PoolConfig;
import dev.cormorant.core.driver.Access;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pool and the gate before it. */
final class Lane implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    /** HikariCP takes no smaller limit. */
    private static final Duration SHORTEST = Duration.ofMillis(250);

    private static final Duration VALIDATION = Duration.ofSeconds(5);

    final Access access;
    final int size;
    final Gate gate;
    final PhysicalConnections physical;
    private final Leases leases;
    private final HikariDataSource pool;

    Lane(
            Leases leases,
            String name,
            Access access,
            int size,
            boolean forEver,
            PoolConfig config,
            PhysicalConnections physical) {
        this.leases = leases;
        this.access = access;
        this.size = size;
        this.gate = new Gate(size, config.maxWaiters());
        this.physical = physical;
        this.pool = new HikariDataSource(settings(name, size, forEver, config, physical));
    }

    private static HikariConfig settings(
            String name, int size, boolean forEver, PoolConfig config, PhysicalConnections physical) {
        HikariConfig settings = new HikariConfig();
        settings.setPoolName(name);
        settings.setDataSource(physical);
        settings.setMaximumPoolSize(size);
        int minIdle = forEver ? size : Math.min(size, config.minIdle());
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
        return settings;
    }

    private static Duration atLeast(Duration least, Duration wanted) {
        return wanted.compareTo(least) < 0 ? least : wanted;
    }

    /** Takes a connection; the caller has entered the gate. */
    Lease take(LeaseRequest request) throws SQLException {
        Connection pooled = pool.getConnection();
        try {
            return new Lease(this, request, pooled);
        } catch (SQLException | RuntimeException failed) {
            try (pooled) {
                pool.evictConnection(pooled);
            } catch (SQLException suppressed) {
                failed.addSuppressed(suppressed);
            }
            throw failed;
        }
    }

    void giveBack(Lease lease, boolean evict) {
        try {
            if (evict) {
                pool.evictConnection(lease.pooled());
            }
            lease.pooled().close();
        } catch (SQLException | RuntimeException failed) {
            // The caller has its result already; a connection that cannot be reset must only not be used again.
            LOG.debug("a connection of {} could not go back and is closed", pool.getPoolName(), failed);
            pool.evictConnection(lease.pooled());
        } finally {
            leases.left(lease, evict);
            gate.leave();
        }
    }

    int total() {
        return pool.isClosed() ? 0 : pool.getHikariPoolMXBean().getTotalConnections();
    }

    int idle() {
        return pool.isClosed() ? 0 : pool.getHikariPoolMXBean().getIdleConnections();
    }

    @Override
    public void close() {
        pool.close();
    }
}
