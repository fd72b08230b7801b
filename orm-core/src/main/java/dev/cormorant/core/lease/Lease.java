package dev.cormorant.core.lease;

import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.monitor.Span;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The right to use one connection. Belongs to the thread that took it; given back by {@link #close}, once, from any thread.
 *
 * <p>A lease that has leaked is taken back in two steps: first it is marked, so that its holder cannot use it any more, and
 * then, when no call of the driver runs on it, the connection is taken.
 */
public final class Lease extends LeaseUse implements AutoCloseable {

    private static final int OPEN = 0;
    private static final int CLOSED = 1;
    private static final int TAKEN_BACK = 2;
    private static final int FINISHED = 3;
    private static final AtomicIntegerFieldUpdater<Lease> STATE =
            AtomicIntegerFieldUpdater.newUpdater(Lease.class, "state");

    final LeaseRequest request;
    volatile Thread holder = Thread.currentThread();
    int slot;
    long id;
    /** The id of the first lease of the same holder. */
    private volatile long origin;

    Span span = Span.NONE;
    final Lane lane;
    private final Connection pooled;
    private final Connection driverConnection;
    private volatile int state = OPEN;
    private volatile boolean poisoned;

    /** Becomes known when nobody can reach the holder's end of this lease any more; null where that is not looked for. */
    volatile @Nullable Handle handle;

    /** Where it was taken; null unless that is switched on. */
    volatile @Nullable Throwable place;

    /** The reading lease of the same holder, where one connection reads and another one writes. */
    private volatile @Nullable Lease outgrown;

    private volatile boolean isOutgrown;
    private volatile boolean suspected;

    Lease(Lane lane, LeaseRequest request, Connection pooled) throws SQLException {
        this.lane = lane;
        this.request = request;
        this.pooled = pooled;
        this.driverConnection = CountedConnection.inside(pooled.unwrap(Connection.class));
    }

    /** {@return the pool's view of the connection, for what the pool resets afterwards: autocommit, isolation, read-only} */
    public Connection pooled() {
        return pooled;
    }

    /** {@return the driver's connection, for statements: the pool's own statement wrappers would only add cost} */
    public Connection driverConnection() {
        return driverConnection;
    }

    /** {@return which sort of connection this is} */
    public Access access() {
        return request.access();
    }

    /** {@return the thread that took it} */
    public Thread holder() {
        return holder;
    }

    /** {@return what the lease was taken for} */
    public LeaseRequest request() {
        return request;
    }

    /**
     * Notes that this lease goes on where another one of the same holder was not enough.
     *
     * @param before the other one
     * @param both whether that one stays open, and both are given back together
     */
    public void continues(Lease before, boolean both) {
        handle = before.handle;
        place = before.place;
        origin = before.origin();
        holder = before.holder;
        nestedIn(before);
        if (both) {
            outgrown = before;
            before.isOutgrown = true;
        }
    }

    /** {@return whether another lease of the same holder speaks for this one} */
    public boolean isOutgrown() {
        return isOutgrown;
    }

    /** Marks the connection as unusable: it is closed instead of going back to the pool. */
    public void poison() {
        poisoned = true;
    }

    /** {@return whether the connection is closed instead of going back} */
    public boolean isPoisoned() {
        return poisoned;
    }

    /**
     * Says that a call of the driver begins; {@link #endCall} says that it has returned, in any case.
     *
     * @throws SQLException if the connection was taken back from its holder: the call must not be made
     */
    public void enter() throws SQLException {
        beginCall();
        if (isTakenBack()) {
            endCall();
            throw lane.takenBack(this);
        }
    }

    /**
     * Says that the next row of a result is about to be read; {@link #endCall} says that it has been, in any case.
     *
     * @throws SQLException if the connection was taken back from its holder
     */
    public void enterRow() throws SQLException {
        beginRow();
        if (isTakenBack()) {
            endCall();
            throw lane.takenBack(this);
        }
    }

    /**
     * Refuses a holder from whom the connection was taken back.
     *
     * @throws SQLException if it was
     */
    public void refuseIfTakenBack() throws SQLException {
        if (isTakenBack()) {
            throw lane.takenBack(this);
        }
    }

    /** {@return whether the connection was, or is being, taken back from its holder} */
    public boolean isTakenBack() {
        return state >= TAKEN_BACK;
    }

    /**
     * Takes it back from its holder, who cannot begin anything with it from now on. The connection follows with {@link #finish}.
     *
     * @return false if it was closed, or taken back, already
     */
    public boolean takeBack() {
        return STATE.compareAndSet(this, OPEN, TAKEN_BACK);
    }

    /** {@return whether it was taken back and its connection was not yet} */
    public boolean isUnfinished() {
        return state == TAKEN_BACK;
    }

    /**
     * Takes the connection of a lease that was taken back: it goes to the pool if its data would be lost with it, and is closed
     * otherwise.
     *
     * @param clean what to do before, once
     * @return false if a call of the driver runs on it that must return first, or if another thread was faster
     */
    public boolean finish(Runnable clean) {
        if (isBusy()) {
            return false;
        }
        if (!STATE.compareAndSet(this, TAKEN_BACK, FINISHED)) {
            return false;
        }
        clean.run();
        lane.takeAway(this);
        return true;
    }

    @Override
    public Duration idle(long now) {
        Lease before = outgrown;
        Duration own = super.idle(now);
        if (before == null) {
            return own;
        }
        Duration other = before.idle(now);
        return own.compareTo(other) < 0 ? own : other;
    }

    /**
     * Notes whether it is suspected to be forgotten.
     *
     * @param is whether it is
     */
    public void suspect(boolean is) {
        suspected = is;
    }

    /** {@return whether it is suspected to be forgotten} */
    public boolean isSuspected() {
        return suspected;
    }

    /** {@return where it was taken, innermost frame first; empty unless that is switched on} */
    public List<StackTraceElement> place() {
        return framesOf(place);
    }

    @Override
    public boolean isTraced() {
        return place != null;
    }

    /** {@return the number of the lease, or of the one that it continues} */
    public long origin() {
        return origin == 0 ? id : origin;
    }

    /** {@return this lease as others may see it} */
    public HeldLease snapshot() {
        String sql = lastSql();
        long now = System.nanoTime();
        return new HeldLease(
                id,
                origin(),
                request.label(),
                holder.getName(),
                Duration.ofNanos(now - takenAt),
                idle(now),
                uses(),
                transactionDepth(),
                suspected,
                request.housekeeping(),
                request.access(),
                sql == null ? "" : FailedOperation.shortened(sql),
                place(),
                transactionPlace());
    }

    /** Gives the connection back, or closes it if it is unusable; a second call does nothing. */
    @Override
    public void close() {
        if (STATE.compareAndSet(this, OPEN, CLOSED)) {
            lane.giveBack(this, poisoned);
        }
    }
}
