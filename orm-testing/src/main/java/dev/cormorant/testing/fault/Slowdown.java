package dev.cormorant.testing.fault;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * How long JDBC calls of a {@link FaultyDataSource} wait before they are carried out: what a client sees of a server whose disk is
 * slow. It is no slow disk: the server itself is as fast as ever, waits while it holds no lock for our sake, and other clients notice
 * nothing. Immutable; start with {@link #none()}: {@code Slowdown.none().commits(ofMillis(50))}.
 *
 * <p>An interrupt ends the wait, and stays set for the call.
 *
 * @param commits before {@code Connection.commit}; 0 to 1 min. Outside transactions a write commits by itself, and waits as a write alone
 * @param writes before {@code execute}, {@code executeUpdate}, {@code executeBatch} and their like, also if what they execute reads; 0
 *     to 1 min
 * @param reads before {@code executeQuery}; 0 to 1 min
 */
public record Slowdown(Duration commits, Duration writes, Duration reads) {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Slowdown NONE = new Slowdown(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /**
     * Checks the times.
     *
     * @throws IllegalArgumentException if one is outside its range
     */
    public Slowdown {
        check("commits", commits);
        check("writes", writes);
        check("reads", reads);
    }

    private static void check(String name, Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " wait for 0 to 1 min, not " + time);
        }
    }

    /** {@return no wait} */
    public static Slowdown none() {
        return NONE;
    }

    /**
     * The same with slow commits.
     *
     * @param time how long each waits
     * @return the changed copy
     */
    public Slowdown commits(Duration time) {
        return new Slowdown(time, writes, reads);
    }

    /**
     * The same with slow writes.
     *
     * @param time how long each waits
     * @return the changed copy
     */
    public Slowdown writes(Duration time) {
        return new Slowdown(commits, time, reads);
    }

    /**
     * The same with slow reads.
     *
     * @param time how long each waits
     * @return the changed copy
     */
    public Slowdown reads(Duration time) {
        return new Slowdown(commits, writes, time);
    }

    /** Waits as long as a call of this name has to. */
    void await(String method) {
        Duration time =
                switch (method) {
                    case "commit" -> commits;
                    case "execute", "executeUpdate", "executeLargeUpdate", "executeBatch", "executeLargeBatch" ->
                        writes;
                    case "executeQuery" -> reads;
                    default -> Duration.ZERO;
                };
        if (!time.isZero()) {
            long end = System.nanoTime() + time.toNanos();
            for (long left = time.toNanos();
                    left > 0 && !Thread.currentThread().isInterrupted();
                    left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }
}
