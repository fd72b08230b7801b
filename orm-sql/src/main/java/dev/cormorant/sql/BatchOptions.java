package dev.cormorant.sql;

import java.util.Objects;
import java.util.function.LongConsumer;

/**
 * How a batch is sent. Immutable; as thread-safe as its listener.
 *
 * @param size rows sent at once, and held in memory; 1 to 100,000, default 1,000
 * @param progress told after each sending how many rows have been sent so far; called in the thread of the batch, inside its
 *     transaction; by default nothing
 */
public record BatchOptions(int size, LongConsumer progress) {

    private static final int MOST = 100_000;
    private static final BatchOptions DEFAULTS = new BatchOptions(1_000, sent -> {});

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if the size is out of its range
     */
    public BatchOptions {
        if (size < 1 || size > MOST) {
            throw new IllegalArgumentException("the size of a batch is 1 to 100,000 rows, not " + size);
        }
        Objects.requireNonNull(progress, "progress");
    }

    /** {@return batches of 1,000 rows, and nobody told} */
    public static BatchOptions defaults() {
        return DEFAULTS;
    }

    /**
     * A copy with another size.
     *
     * @param newSize 1 to 100,000
     * @return the copy
     * @throws IllegalArgumentException if it is out of range
     */
    public BatchOptions withSize(int newSize) {
        return new BatchOptions(newSize, progress);
    }

    /**
     * A copy that tells somebody else.
     *
     * @param newProgress told after each sending how many rows have been sent so far
     * @return the copy
     */
    public BatchOptions withProgress(LongConsumer newProgress) {
        return new BatchOptions(size, newProgress);
    }
}
