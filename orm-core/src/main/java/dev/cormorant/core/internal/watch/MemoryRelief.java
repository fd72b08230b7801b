package dev.cormorant.core.internal.watch;

import dev.cormorant.core.config.PoolConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.PoolLayout;
import dev.cormorant.core.error.ConnectionUnavailableException;
import dev.cormorant.core.lease.Lease;
import dev.cormorant.core.lease.LeaseRequest;
import dev.cormorant.core.lease.Leases;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives up the memory of connections that nobody uses: closes those beyond {@code pool.min-idle}, and lets the driver shrink the
 * others. Connections in use are left alone. One that is all there is of a database in memory is never closed.
 */
final class MemoryRelief {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryRelief.class);

    private final Driver driver;
    private final Leases leases;
    private final PoolConfig config;

    MemoryRelief(Driver driver, Leases leases, PoolConfig config) {
        this.driver = driver;
        this.leases = leases;
        this.config = config;
    }

    /**
     * What was done.
     *
     * @param closed how many connections were closed
     * @param shrunk on how many the driver's shrink action ran
     */
    record Relief(int closed, int shrunk) {
        Relief plus(Relief other) {
            return new Relief(closed + other.closed, shrunk + other.shrunk);
        }
    }

    Relief run() {
        Relief writers = relieve(Access.WRITE);
        return driver.layout() == PoolLayout.WRITER_AND_READERS ? writers.plus(relieve(Access.READ)) : writers;
    }

    private Relief relieve(Access access) {
        int idle = leases.idle(access);
        int keep = driver.layout() == PoolLayout.SINGLE_CONNECTION ? idle : Math.min(idle, config.minIdle());
        List<Lease> taken = new ArrayList<>();
        int shrunk = 0;
        try {
            take(access, idle, taken);
            for (Lease lease : taken) {
                if (shrunk < keep) {
                    shrink(lease);
                    shrunk++;
                } else {
                    lease.poison();
                }
            }
        } finally {
            taken.forEach(Lease::close);
        }
        return new Relief(taken.size() - shrunk, shrunk);
    }

    private void take(Access access, int count, List<Lease> taken) {
        try {
            for (int i = 0; i < count; i++) {
                taken.add(leases.acquire(LeaseRequest.housekeeping(access, "give up memory", Duration.ZERO)));
            }
        } catch (ConnectionUnavailableException inUse) {
            LOG.debug("only {} of {} idle connections could be looked at", taken.size(), count, inUse);
        }
    }

    private void shrink(Lease lease) {
        try {
            driver.shrinkMemory(lease.driverConnection());
        } catch (SQLException failed) {
            LOG.debug("a connection could not be shrunk and is closed", failed);
            lease.poison();
        }
    }
}
