package dev.cormorant.core.lease;

import dev.cormorant.core.config.PoolConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.PoolLayout;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.monitor.Monitor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one database and who holds them. Safe for all threads; waiters are served in their order.
 */
public final class Leases implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    private static final long ROTATION_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Refusals refusals;
    private final Monitor monitor;
    private final Lane writers;
    private final @Nullable Lane readers;
    private final HeldLeases held;
    private final Entrance entrance;
    private final LongAdder taken = new LongAdder();
    private final LongAdder givenBack = new LongAdder();
    private final LongAdder evicted = new LongAdder();
    private final AtomicLong rotatedAt = new AtomicLong(System.nanoTime() - ROTATION_PAUSE_NANOS);
    private final Driver driver;
    private volatile boolean closing;

    /**
     * Makes the pools; opens no connection.
     *
     * @param name the name of the configuration, for threads and messages
     * @param driver who connects, and how the connections are divided
     * @param config the limits
     * @param writing where connections that write come from
     * @param reading where connections that only read come from; unused unless the layout divides them
     * @param monitor where leases are told
     */
    public Leases(
            String name,
            Driver driver,
            PoolConfig config,
            PhysicalConnections writing,
            PhysicalConnections reading,
            Monitor monitor) {
        this.driver = driver;
        this.monitor = monitor;
        this.refusals = new Refusals(driver, name);
        PoolLayout layout = driver.layout();
        boolean single = layout == PoolLayout.SINGLE_CONNECTION;
        boolean divided = layout == PoolLayout.WRITER_AND_READERS;
        int writerCount = single || divided ? 1 : config.maxSize();
        this.writers = new Lane(this, layout, "cormorant-" + name, Access.WRITE, writerCount, config, writing);
        this.readers = divided
                ? new Lane(this, layout, "cormorant-" + name + "-read", Access.READ, config.maxSize(), config, reading)
                : null;
        this.held = new HeldLeases(writerCount + (divided ? config.maxSize() : 0));
        this.entrance = new Entrance(refusals, held, config.maxWaiters());
    }

    /**
     * Takes a connection.
     *
     * @param request what for
     * @return a lease; closed by the caller
     * @throws dev.cormorant.core.error.ConnectionUnavailableException if none can be had; the subtype says why
     */
    public Lease acquire(LeaseRequest request) {
        Lane lane = lane(request.access());
        long startedAt = System.nanoTime();
        refuseIfClosing(request);
        Optional<Lease> own = request.strict() ? heldBy(Thread.currentThread()) : Optional.empty();
        if (own.isPresent()) {
            throw refusals.nested(request, own.get().snapshot());
        }
        entrance.enter(lane, request);
        boolean success = false;
        try {
            refuseIfClosing(request);
            entrance.enterBudget(lane, request, startedAt);
            Lease lease = take(lane, request);
            success = true;
            return lease;
        } finally {
            if (!success) {
                lane.gate.leave();
            }
        }
    }

    /** Cuts off a connection that was taken from its holder, so that the driver knows what its server may go on with. */
    void cutOff(Connection connection) throws SQLException {
        driver.abort(connection);
    }

    private Lease take(Lane lane, LeaseRequest request) {
        try {
            Lease lease = lane.take(request);
            held.enter(lease);
            taken.increment();
            lease.span = monitor.events().lease();
            return lease;
        } catch (SQLException failed) {
            lane.leaveBudget();
            SQLException reason = lane.physical.lastFailure();
            throw refusals.failed(request, reason == null ? failed : reason);
        } catch (RuntimeException | Error failed) {
            lane.leaveBudget();
            throw failed;
        }
    }

    private void refuseIfClosing(LeaseRequest request) {
        if (closing) {
            throw refusals.shuttingDown(request);
        }
    }

    void left(Lease lease, boolean wasEvicted) {
        held.leave(lease);
        givenBack.increment();
        lease.span.finish(0, lease.request.label(), -1, wasEvicted ? "evicted" : "given back");
        if (wasEvicted) {
            evicted.increment();
            monitor.events().closed("evicted", 1);
        }
    }

    /**
     * The lease of a thread.
     *
     * @param thread the thread
     * @return a lease that the thread took and still holds; empty if it holds none
     */
    public Optional<Lease> heldBy(Thread thread) {
        return Optional.ofNullable(held.find(lease -> lease.holder == thread));
    }

    /** {@return whether no connection is in use now} */
    public boolean isIdle() {
        return held.find(any -> true) == null;
    }

    /** {@return the most connections that can be in use at once} */
    public int capacity() {
        return writers.size + (readers == null ? 0 : readers.size);
    }

    /**
     * How many leases could be taken now without waiting.
     *
     * @param access what for
     * @return the free places, those of connections that are not open yet included
     */
    public int free(Access access) {
        return lane(access).gate.free();
    }

    /**
     * How many connections are open and not in use.
     *
     * @param access what they are for
     * @return their number at this moment
     */
    public int idle(Access access) {
        return lane(access).idle();
    }

    private Lane lane(Access access) {
        Lane other = readers;
        return access == Access.READ && other != null ? other : writers;
    }

    /** {@return the connections in use, longest held first} */
    public List<HeldLease> held() {
        return held.snapshots();
    }

    /** {@return the figures of both pools together} */
    public LeaseTotals totals() {
        Lane other = readers;
        return new LeaseTotals(
                writers.total() + (other == null ? 0 : other.total()),
                held.size(),
                writers.idle() + (other == null ? 0 : other.idle()),
                writers.gate.waiting() + (other == null ? 0 : other.gate.waiting()),
                writers.physical.opened() + (other == null ? 0 : other.physical.opened()),
                taken.sum(),
                givenBack.sum(),
                evicted.sum(),
                held.leaked(),
                held.suspected(),
                held.forceClosed());
    }

    /** {@return the leases that are held, for the search for leaks} */
    public HeldLeases inUse() {
        return held;
    }

    /** {@return what a holder is told whose connection was taken back} */
    SQLException takenBack(Lease lease) {
        OrmException meaning = refusals.takenBack(lease.snapshot());
        return new SQLNonTransientConnectionException(meaning.getMessage(), "08003", meaning);
    }

    /**
     * Has every connection replaced without disturbing anybody: those that are idle now, those in use when they are given back. The
     * one connection of a database that is kept in memory stays.
     */
    public void rotate() {
        rotatedAt.set(System.nanoTime());
        writers.rotate();
        if (readers != null) {
            readers.rotate();
        }
    }

    /** Replaces every connection after an error that speaks of the server; at most once a second. */
    public void rotateAfterFailure() {
        long before = rotatedAt.get();
        long now = System.nanoTime();
        if (now - before >= ROTATION_PAUSE_NANOS && rotatedAt.compareAndSet(before, now)) {
            LOG.warn("the server was lost, is shutting down or has become read-only: all connections are replaced");
            rotate();
        }
    }

    /** Refuses every new lease from now on, and every caller that waits for one. */
    public void refuseNew() {
        closing = true;
        writers.refuseNew();
        if (readers != null) {
            readers.refuseNew();
        }
    }

    /**
     * Waits until no connection is in use.
     *
     * @param most the longest wait
     * @return whether none is in use
     */
    public boolean awaitIdle(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        while (held.size() > 0
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(2));
        }
        return held.size() == 0;
    }

    /** Closes the pools and every connection in them. */
    @Override
    public void close() {
        refuseNew();
        try {
            if (readers != null) {
                readers.close();
            }
        } finally {
            writers.close();
        }
    }
}
