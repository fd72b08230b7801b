package dev.cormorant.sql.bulk;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How many rows are loaded. Immutable; as thread-safe as its listener.
 *
 * @param commitEvery after how many rows there is a commit, so that these stay whatever happens to later ones; 1 or more, 0 for one
 *     transaction, of which nothing stays after a failure; default 0
 * @param timeout the longest time of the whole load; positive, at most 7 days, default 1 h; inside a running transaction its time
 *     counts instead
 * @param progressEvery how often the listener is told at most; zero for after each sending; at most 1 h, default 1 s
 * @param progress told how many rows have been sent, and once more at the end; called in the thread of the load, inside its
 *     transaction; what it throws ends the load; by default nothing
 */
public record BulkOptions(
        long commitEvery, Duration timeout, Duration progressEvery, Consumer<? super BulkProgress> progress) {

    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Duration RAREST = Duration.ofHours(1);
    private static final BulkOptions DEFAULTS =
            new BulkOptions(0, Duration.ofHours(1), Duration.ofSeconds(1), progress -> {});

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public BulkOptions {
        if (commitEvery < 0) {
            throw new IllegalArgumentException(
                    "there is a commit after 1 or more rows, or 0 for one transaction, not after " + commitEvery);
        }
        if (timeout.isZero() || timeout.isNegative() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the timeout of a load is positive and at most 7 days, not " + timeout);
        }
        if (progressEvery.isNegative() || progressEvery.compareTo(RAREST) > 0) {
            throw new IllegalArgumentException("the progress of a load is told every 0 s to 1 h, not " + progressEvery);
        }
        Objects.requireNonNull(progress, "progress");
    }

    /** {@return one transaction of 1 h at most, and nobody told} */
    public static BulkOptions defaults() {
        return DEFAULTS;
    }

    /**
     * A copy that commits now and then.
     *
     * @param rows after how many rows; 1 or more, 0 for one transaction
     * @return the copy
     * @throws IllegalArgumentException if it is negative
     */
    public BulkOptions withCommitEvery(long rows) {
        return new BulkOptions(rows, timeout, progressEvery, progress);
    }

    /**
     * A copy with another time limit.
     *
     * @param time positive, at most 7 days
     * @return the copy
     * @throws IllegalArgumentException if it is out of range
     */
    public BulkOptions withTimeout(Duration time) {
        return new BulkOptions(commitEvery, time, progressEvery, progress);
    }

    /**
     * A copy that tells somebody.
     *
     * @param every how often at most; zero for after each sending
     * @param listener told how far the load is
     * @return the copy
     * @throws IllegalArgumentException if the interval is out of range
     */
    public BulkOptions withProgress(Duration every, Consumer<? super BulkProgress> listener) {
        return new BulkOptions(commitEvery, timeout, every, listener);
    }
}
