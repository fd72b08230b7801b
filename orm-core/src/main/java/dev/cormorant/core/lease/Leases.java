package dev.cormorant.core.lease;

import dev.cormorant.core.config.PoolConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.PoolLayout;
import dev.cormorant.core.internal.SlotTable;
import dev.cormorant.core.monitor.Monitor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one database and who holds them. Safe for all threads; waiters are served in turn.
 */
public final class Leases implements AutoCloseable {

    private final Refusals refusals;
    private final Monitor monitor;
    private final PoolConfig config;
    private final Lane writers;
    private final @Nullable Lane readers;
    private final SlotTable<Lease> held;
    private final LongAdder taken = new LongAdder();
    private final LongAdder givenBack = new LongAdder();
    private final LongAdder evicted = new LongAdder();
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
        this.monitor = monitor;
        this.config = config;
        this.refusals = new Refusals(driver, name);
        boolean single = driver.layout() == PoolLayout.SINGLE_CONNECTION;
        boolean divided = driver.layout() == PoolLayout.WRITER_AND_READERS;
        int writerCount = single || divided ? 1 : config.maxSize();
        this.writers = new Lane(this, "cormorant-" + name, Access.WRITE, writerCount, single, config, writing);
        this.readers = divided
                ? new Lane(this, "cormorant-" + name + "-read", Access.READ, config.maxSize(), false, config, reading)
                : null;
        this.held = new SlotTable<>(writerCount + (divided ? config.maxSize() : 0));
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
            lease.slot = held.enter(lease, lease.holder.getId());
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
        held.leave(lease.slot);
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
                evicted.sum());
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
