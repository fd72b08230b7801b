package dev.cormorant.core.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for a connection of the budget, oldest first. Next is whose pool has the fewest connections, and at every
 * {@value #TURN}th turn who has waited longest, so that the n-th in the queue is served after {@value #TURN} times n turns at
 * the latest. Guarded by the lock of the budget.
 */
final class Waiters {

    private static final int TURN = 4;

    /** One caller. */
    static final class Waiter {
        final BudgetShare share;
        final Condition granted;
        boolean entered;

        Waiter(BudgetShare share, Condition granted) {
            this.share = share;
            this.granted = granted;
        }
    }

    private final List<Waiter> oldestFirst = new ArrayList<>();
    private long turns;

    int size() {
        return oldestFirst.size();
    }

    boolean isEmpty() {
        return oldestFirst.isEmpty();
    }

    void add(Waiter waiter) {
        oldestFirst.add(waiter);
    }

    void remove(Waiter waiter) {
        oldestFirst.remove(waiter);
    }

    /** {@return whose turn it is; null if nobody waits whose pool is ready} */
    @Nullable
    Waiter next() {
        Waiter next = null;
        boolean oldest = turns % TURN == TURN - 1;
        for (Waiter waiter : oldestFirst) {
            if (waiter.share.parking) {
                continue;
            }
            if (next == null || waiter.share.slots() < next.share.slots()) {
                next = waiter;
            }
            if (oldest || next.share.slots() == 0) {
                return next;
            }
        }
        return next;
    }

    /** Lets the caller go whose turn it was. */
    void enter(Waiter next) {
        turns++;
        oldestFirst.remove(next);
        next.entered = true;
        next.granted.signal();
    }

    /** Wakes those who wait for a pool that is closing. */
    void wake(BudgetShare share) {
        oldestFirst.stream().filter(waiter -> waiter.share == share).forEach(waiter -> waiter.granted.signal());
    }
}
