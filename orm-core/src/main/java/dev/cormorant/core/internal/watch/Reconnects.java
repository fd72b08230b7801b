package dev.cormorant.core.internal.watch;

import java.time.Duration;

/**
 * When a database that is disconnected is looked at again: after 1, 2, 4, 8, 16 s and then every 30 s, 20 times in all, about
 * 8 minutes. After that only when somebody asks, or a statement succeeds. Used by one thread.
 */
final class Reconnects {

    static final int MOST_ATTEMPTS = 20;
    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private int attempts;
    private long nextAt;

    /** Whether to look now; counts it as an attempt if so. */
    boolean isDue(long now) {
        if (attempts == 0) {
            nextAt = now + wait(0).toNanos();
            attempts = 1;
            return false;
        }
        if (attempts > MOST_ATTEMPTS || now - nextAt < 0) {
            return false;
        }
        nextAt = now + wait(attempts).toNanos();
        attempts++;
        return true;
    }

    /** After the {@code n}-th attempt. */
    static Duration wait(int attempt) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(attempt, 10));
        return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }

    /** It is connected: the next time begins at 1 s again. */
    void reset() {
        attempts = 0;
    }
}
