package dev.cormorant.core.internal;

import java.time.Duration;

/**
 * The moment by which a call must have ended. Made once at the beginning of a call; everything that the call waits for is cut to
 * what is left of it. Immutable and thread-safe.
 *
 * @param end the moment, as {@link System#nanoTime} counts
 */
public record Deadline(long end) {

    /**
     * A deadline from now on.
     *
     * @param time how long the call may take; 0 to 24 h
     * @return the deadline
     */
    public static Deadline after(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** {@return the nanoseconds that are left; zero or less once it has passed} */
    public long leftNanos() {
        return end - System.nanoTime();
    }

    /** {@return whether it has passed} */
    public boolean isOver() {
        return leftNanos() <= 0;
    }

    /**
     * Cuts a wait to what is left.
     *
     * @param wait how long something may be waited for otherwise
     * @return the shorter one, not negative
     */
    public Duration cut(Duration wait) {
        return Duration.ofNanos(Math.max(0, Math.min(wait.toNanos(), leftNanos())));
    }

    /**
     * The earlier one of two.
     *
     * @param other another deadline
     * @return this or the other
     */
    public Deadline earlier(Deadline other) {
        return other.end - end < 0 ? other : this;
    }
}
