package dev.cormorant.migrations;

import java.time.Duration;

/**
 * How many databases are migrated in one run.
 *
 * @param parallel how many at the same time; 1 to 64, default 4
 * @param stopAtFailure whether no further database is begun after one has failed; those that are under way are finished. Default
 *     false
 * @param lockWait how long to wait for somebody else's run on each database, as {@link Migrator#lockWait}: zero for none, to
 *     {@link Migrator#LONGEST_LOCK_WAIT}; default 1 min
 */
public record FanOutOptions(int parallel, boolean stopAtFailure, Duration lockWait) {

    private static final int MOST = 64;
    private static final int USUAL = 4;

    /** Checks the number and the wait. */
    public FanOutOptions {
        if (parallel < 1 || parallel > MOST) {
            throw new IllegalArgumentException(
                    "1 to " + MOST + " databases are migrated at the same time, not " + parallel);
        }
        RunSettings.requireLockWait(lockWait);
    }

    /** {@return four at the same time, a failure stops nothing, and a minute of waiting for each lock} */
    public static FanOutOptions standard() {
        return new FanOutOptions(USUAL, false, RunSettings.STANDARD.lockWait());
    }

    /** {@return the same with another number at the same time} */
    public FanOutOptions withParallel(int newParallel) {
        return new FanOutOptions(newParallel, stopAtFailure, lockWait);
    }

    /** {@return the same with another answer to a failure} */
    public FanOutOptions withStopAtFailure(boolean newStopAtFailure) {
        return new FanOutOptions(parallel, newStopAtFailure, lockWait);
    }

    /** {@return the same with another patience for somebody else's run} */
    public FanOutOptions withLockWait(Duration newLockWait) {
        return new FanOutOptions(parallel, stopAtFailure, newLockWait);
    }
}
