package dev.cormorant.postgres;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The end of the time for some socket work, until it is lifted. Safe for all threads. */
final class Deadline {

    private final long millis;
    private final long end;
    private final boolean interruptible;
    private volatile boolean lifted;

    private Deadline(Duration limit, boolean interruptible) {
        this.millis = limit.toMillis();
        this.end = System.nanoTime() + limit.toNanos();
        this.interruptible = interruptible;
    }

    /** {@return a deadline that an interrupt of the thread brings forward} */
    static Deadline interruptible(Duration limit) {
        return new Deadline(limit, true);
    }

    /** {@return a deadline that does not heed interrupts: who stops a statement must not be stopped} */
    static Deadline steadfast(Duration limit) {
        return new Deadline(limit, false);
    }

    void lift() {
        lifted = true;
    }

    boolean isLifted() {
        return lifted;
    }

    /**
     * The time that is left.
     *
     * @return at least 1 ms
     * @throws SocketTimeoutException if none is left
     * @throws InterruptedIOException if it heeds interrupts and the thread is interrupted; its flag stays set
     */
    int leftMillis() throws InterruptedIOException {
        if (interruptible && Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("the thread was interrupted; its flag is set");
        }
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("no answer within " + millis + " ms");
        }
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
    }
}
