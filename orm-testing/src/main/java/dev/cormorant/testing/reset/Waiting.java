package dev.cormorant.testing.reset;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what a server does a little later. */
final class Waiting {

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(2);

    private Waiting() {}

    /** What is waited for. */
    interface Condition {
        boolean holds() throws SQLException;
    }

    /**
     * Asks until it holds.
     *
     * @throws IllegalStateException if it does not within 10 s, or the thread is interrupted
     */
    static void until(String what, Condition condition) throws SQLException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("waited " + LONGEST.toSeconds() + " s in vain for " + what);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
