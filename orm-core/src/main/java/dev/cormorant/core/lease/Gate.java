package dev.cormorant.core.lease;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** As many permits as a pool has connections, given out in turn to a bounded number of waiters. */
final class Gate {

    enum Outcome {
        ENTERED,
        TIMED_OUT,
        TOO_MANY_WAITERS
    }

    private static final int OPEN_FOR_ALL = 1 << 20;

    private final Semaphore permits;
    private final AtomicInteger waiting = new AtomicInteger();
    private final int maxWaiters;

    Gate(int size, int maxWaiters) {
        this.permits = new Semaphore(size, true);
        this.maxWaiters = maxWaiters;
    }

    /** Enters only if nobody is in the way: no barging past waiters. */
    boolean tryEnter() throws InterruptedException {
        return permits.tryAcquire(0, TimeUnit.NANOSECONDS);
    }

    Outcome enter(Duration maxWait) throws InterruptedException {
        if (waiting.incrementAndGet() > maxWaiters) {
            waiting.decrementAndGet();
            return Outcome.TOO_MANY_WAITERS;
        }
        try {
            return permits.tryAcquire(maxWait.toNanos(), TimeUnit.NANOSECONDS) ? Outcome.ENTERED : Outcome.TIMED_OUT;
        } finally {
            waiting.decrementAndGet();
        }
    }

    void leave() {
        permits.release();
    }

    /** Lets every waiter through, so that each sees that the pool is closing. */
    void wakeAll() {
        permits.release(OPEN_FOR_ALL);
    }

    /** How many could enter now without waiting. */
    int free() {
        return permits.availablePermits();
    }

    int waiting() {
        return waiting.get();
    }
}
