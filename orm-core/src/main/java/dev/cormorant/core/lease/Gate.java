package dev.cormorant.core.lease;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * As many permits as a pool has connections, given out to a bounded number of waiters in their order. Who comes may take a free permit
 * past them, which is quicker than to wake somebody for it: {@value #TURN} minus one may, then the first of the waiters has its turn;
 * and none may once it has waited for {@value #OVERTAKEN_MILLIS} ms. So while statements are short, the n-th in the queue enters after
 * {@value #TURN} times n permits at the latest, and while they are long, after n.
 */
final class Gate {

    enum Outcome {
        ENTERED,
        TIMED_OUT,
        TOO_MANY_WAITERS
    }

    /** At every fourth turn, as in the budget of many databases: a change of threads costs as much as a short statement. */
    static final int TURN = 4;

    /** Many times as long as short statements take, and too short for anybody to notice. */
    static final long OVERTAKEN_MILLIS = 20;

    private static final long OVERTAKEN_NANOS = TimeUnit.MILLISECONDS.toNanos(OVERTAKEN_MILLIS);

    private static final int OPEN_FOR_ALL = 1 << 20;

    private final Semaphore permits;
    private final AtomicInteger waiting = new AtomicInteger();
    /** Since when each waiter has waited. */
    private final Queue<Long> since = new ConcurrentLinkedQueue<>();

    /** How many have overtaken the first of the waiters. */
    private final AtomicInteger overtaken = new AtomicInteger();

    private final int maxWaiters;
    private final LongSupplier nanoTime;

    Gate(int size, int maxWaiters) {
        this(size, maxWaiters, System::nanoTime);
    }

    /** One with a clock of its own. */
    Gate(int size, int maxWaiters, LongSupplier nanoTime) {
        this.permits = new Semaphore(size, true);
        this.maxWaiters = maxWaiters;
        this.nanoTime = nanoTime;
    }

    /** Enters if a permit is free, and nobody would be overtaken too often or too long. */
    boolean tryEnter() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Long first = since.peek();
        if (first == null) {
            return permits.tryAcquire();
        }
        if (nanoTime.getAsLong() - first >= OVERTAKEN_NANOS || overtaken.incrementAndGet() >= TURN) {
            // With a time the semaphore is fair, without one it is not.
            return permits.tryAcquire(0, TimeUnit.NANOSECONDS);
        }
        if (permits.tryAcquire()) {
            return true;
        }
        overtaken.decrementAndGet();
        return false;
    }

    Outcome enter(Duration maxWait) throws InterruptedException {
        if (waiting.incrementAndGet() > maxWaiters) {
            waiting.decrementAndGet();
            return Outcome.TOO_MANY_WAITERS;
        }
        Long now = nanoTime.getAsLong();
        since.add(now);
        try {
            if (permits.tryAcquire(maxWait.toNanos(), TimeUnit.NANOSECONDS)) {
                overtaken.set(0);
                return Outcome.ENTERED;
            }
            return Outcome.TIMED_OUT;
        } finally {
            // Another one of the same nanosecond will do as well.
            since.remove(now);
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
