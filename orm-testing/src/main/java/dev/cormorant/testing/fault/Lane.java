package dev.cormorant.testing.fault;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What happens to bytes in one direction, for all connections of a proxy. Safe for use by many threads. */
final class Lane {
    /** After how many bytes of a connection it ends. A new object for each order, since connections count from it. */
    static final class CutPoint {
        final long bytes;
        final Cut how;

        CutPoint(long bytes, Cut how) {
            this.bytes = bytes;
            this.how = how;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LongAdder forwarded = new LongAdder();
    private boolean stalled;
    private Duration delay = Duration.ZERO;
    private volatile @Nullable CutPoint cutPoint;

    void stalled(boolean stall) {
        change(() -> stalled = stall);
    }

    void delay(Duration time) {
        change(() -> delay = time);
    }

    void cutPoint(@Nullable CutPoint point) {
        cutPoint = point;
    }

    @Nullable
    CutPoint cutPoint() {
        return cutPoint;
    }

    void forwarded(long bytes) {
        forwarded.add(bytes);
    }

    long bytes() {
        return forwarded.sum();
    }

    /** Lets waiting threads look again whether their connection has ended. */
    void wake() {
        change(() -> {});
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the delay, and while the lane is stalled.
     *
     * @param ended whether the connection has ended, which ends the wait
     * @return whether the connection goes on
     */
    boolean pass(BooleanSupplier ended) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long start = System.nanoTime();
            while (!ended.getAsBoolean()) {
                long left = delay.toNanos() - (System.nanoTime() - start);
                if (stalled) {
                    changed.await();
                } else if (left > 0) {
                    long unused = changed.awaitNanos(left);
                } else {
                    return true;
                }
            }
            return false;
        } finally {
            lock.unlock();
        }
    }
}
