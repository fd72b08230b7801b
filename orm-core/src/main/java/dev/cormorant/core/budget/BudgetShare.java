package dev.cormorant.core.budget;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One pool's part of the budget. A pool enters before it gives out a connection and leaves when it has it back; it asks before it
 * opens a physical connection, and says when one is closed. Safe for all threads.
 */
public final class BudgetShare implements AutoCloseable {

    final String name;
    final boolean pinned;
    final long idleNanos;
    /** Guarded by the lock of the budget, like all that follows. */
    @Nullable
    BudgetedPool pool;
    /** Callers that have entered. */
    int inUse;
    /** Connections that exist, or are being opened. */
    int physical;
    /** Of these, those that are being opened. */
    int opening;
    /** Of these, those that are being closed. */
    int closing;

    boolean parking;
    /** Whether it is looked at soon because it has lost its last connection. */
    boolean emptied;

    boolean closed;
    long lastUsed = System.nanoTime();
    private final ConnectionBudget budget;

    BudgetShare(ConnectionBudget budget, String name, boolean pinned, Duration idleTimeout) {
        this.budget = budget;
        this.name = name;
        this.pinned = pinned;
        this.idleNanos = idleTimeout.toNanos();
    }

    /** {@return what it takes of the budget: what exists, and what whoever has entered may open yet} */
    int slots() {
        return closing + Math.max(inUse, physical - closing);
    }

    /** {@return whether there is a connection for one caller more, or will be in a moment} */
    boolean hasSpare() {
        return inUse < physical - closing;
    }

    /** {@return whether a connection lies idle that may be closed} */
    boolean hasIdle() {
        return !pinned && !parking && pool != null && physical - closing - opening - inUse > 0;
    }

    /** {@return whether its pool has lost its last connection, so that only its threads are left} */
    boolean isEmpty() {
        return slots() == 0 && !pinned && !parking && !closed;
    }

    boolean isUnused() {
        return hasIdle() && inUse == 0 && opening == 0 && closing == 0;
    }

    /** {@return the budget that this is a part of} */
    public ConnectionBudget budget() {
        return budget;
    }

    /**
     * Says what closes connections that lie idle. Until then none is closed.
     *
     * @param newPool the pool
     */
    public void attach(BudgetedPool newPool) {
        budget.attach(this, newPool);
    }

    /**
     * Waits until there is a connection of this pool for the caller, or room in the budget to open one.
     *
     * @param maxWait the longest wait
     * @return how it ended; after {@link Entry#ENTERED} the caller leaves with {@link #leave}
     * @throws InterruptedException if the thread is interrupted while it waits; it has not entered then
     */
    public Entry enter(Duration maxWait) throws InterruptedException {
        return budget.enter(this, maxWait);
    }

    /**
     * Ends what {@link #enter} began, if the connection will be closed: because the caller says so, or because another database
     * waits for the room.
     *
     * @param closes whether the caller will close its connection in any case
     * @return whether the caller has left and has to close its connection; if not, it gives it back to the pool, then leaves
     */
    public boolean leaveClosing(boolean closes) {
        return budget.leaveClosing(this, closes);
    }

    /** Ends what {@link #enter} began, for a caller whose connection is in the pool again, or who was given none. */
    public void leave() {
        budget.leave(this);
    }

    /**
     * Asks to open a physical connection.
     *
     * @return false if nobody has entered who needs one; then it must not be opened
     */
    public boolean beginOpen() {
        return budget.beginOpen(this);
    }

    /**
     * Says how opening a connection ended.
     *
     * @param success whether it is open now
     */
    public void endOpen(boolean success) {
        budget.endOpen(this, success);
    }

    /** Says that a physical connection is closed. */
    public void connectionClosed() {
        budget.connectionClosed(this);
    }

    /** Lets nobody in any more, and wakes whoever waits. */
    public void refuse() {
        budget.refuse(this);
    }

    /** Takes the share out of the budget, after the pool has closed its connections. A second call does nothing. */
    @Override
    public void close() {
        budget.remove(this);
    }
}
