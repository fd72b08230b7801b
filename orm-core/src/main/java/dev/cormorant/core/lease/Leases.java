package dev.cormorant.core.lease;

import dev.cormorant.core.config.PoolConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.PoolLayout;
import dev.cormorant.core.error.OrmException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
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
 * The connections of one database and who holds them. Safe for all threads; waiters are served in turn.
 */
public final class Leases implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    private static final long ROTATION_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Refusals refusals;
    private final PoolConfig config;
    private final Lane writers;
    private final @Nullable Lane readers;
    private final HeldLeases held;
    private final LongAdder taken = new LongAdder();
    private final LongAdder givenBack = new LongAdder();
    private final LongAdder evicted = new LongAdder();
    private final AtomicLong rotatedAt = new AtomicLong(System.nanoTime() - ROTATION_PAUSE_NANOS);
    private volatile boolean closing;

    /**
     * Makes the pools; opens no connection.
     *
     * @param name the name of the configuration, for threads and messages
     * @param driver who connects, and how the connections are divided
     * @param config the limits
     * @param writing where connections that write come from
     * @param reading where connections that only read come from; unused unless the layout divides them
     */
    public Leases(
            String name, Driver driver, PoolConfig config, PhysicalConnections writing, PhysicalConnections reading) {
        this.config = config;
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
    }

    /**
     * Takes a connection.
     *
     * @param request what for
     * @return a lease; closed by the caller
     * @throws dev.cormorant.core.error.ConnectionUnavailableException if none can be had; the subtype says why
     */
    public Lease acquire(LeaseRequest request) {
        Lane lane = request.access() == Access.READ && readers != null ? readers : writers;
        long startedAt = System.nanoTime();
        refuseIfClosing(request);
        Optional<Lease> own = request.strict() ? heldBy(Thread.currentThread()) : Optional.empty();
        if (own.isPresent()) {
            throw refusals.nested(request, own.get().snapshot());
        }
        enter(lane, request);
        boolean success = false;
        try {
            refuseIfClosing(request);
            enterBudget(lane, request, startedAt);
            Lease lease = take(lane, request);
            success = true;
            return lease;
        } finally {
            if (!success) {
                lane.gate.leave();
            }
        }
    }

    private Lease take(Lane lane, LeaseRequest request) {
        try {
            Lease lease = lane.take(request);
            held.enter(lease);
            taken.increment();
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

    private void enter(Lane lane, LeaseRequest request) {
        try {
            if (lane.gate.tryEnter()) {
                return;
            }
            Lease own = held.find(lease -> lease.holder == Thread.currentThread() && lease.lane == lane);
            if (own != null) {
                throw refusals.nested(request, own.snapshot());
            }
            switch (lane.gate.enter(request.maxWait())) {
                case ENTERED -> {}
                case TIMED_OUT -> throw refusals.exhausted(request, held(), lane);
                case TOO_MANY_WAITERS -> throw refusals.tooManyWaiters(request, config.maxWaiters());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw refusals.interrupted(request, interrupted);
        }
    }

    private void enterBudget(Lane lane, LeaseRequest request, long startedAt) {
        try {
            Duration left = request.maxWait().minusNanos(System.nanoTime() - startedAt);
            switch (lane.enterBudget(left)) {
                case ENTERED -> {}
                case TIMED_OUT -> throw refusals.budgetExhausted(request, lane.budget());
                case TOO_MANY_WAITERS -> throw refusals.tooManyForTheBudget(request, lane.budget());
                case CLOSED -> throw refusals.shuttingDown(request);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw refusals.interrupted(request, interrupted);
        }
    }

    void left(Lease lease, boolean wasEvicted) {
        held.leave(lease);
        givenBack.increment();
        if (wasEvicted) {
            evicted.increment();
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

    /** {@return the connections in use, longest held first} */
    public List<HeldLease> held() {
        List<HeldLease> found = new ArrayList<>();
        held.forEach(lease -> found.add(lease.snapshot()));
        found.sort(Comparator.comparing(HeldLease::held).reversed());
        return List.copyOf(found);
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
