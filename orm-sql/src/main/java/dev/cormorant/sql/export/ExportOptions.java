package dev.cormorant.sql.export;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How rows are written out. Immutable; as thread-safe as its listener.
 *
 * @param format how rows become text; default {@link ExportFormat#csv()}
 * @param replace whether a file that is there already is replaced; if not, it is refused; default true
 * @param timeout the longest time of the whole, that of the query before its first row too; positive, at most 7 days, default 1 h;
 *     inside a running transaction its time counts besides
 * @param progressEvery how often the listener is told at most; zero for after each row; at most 1 h, default 1 s
 * @param progress told how many rows have been read, and once more at the end; called in the thread of the export; what it throws ends
 *     the export and reaches the caller; by default nothing
 */
public record ExportOptions(
        ExportFormat format,
        boolean replace,
        Duration timeout,
        Duration progressEvery,
        Consumer<? super ExportProgress> progress) {

    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Duration RAREST = Duration.ofHours(1);
    private static final ExportOptions DEFAULTS =
            new ExportOptions(ExportFormat.csv(), true, Duration.ofHours(1), Duration.ofSeconds(1), progress -> {});

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public ExportOptions {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(progress, "progress");
        if (timeout.isZero() || timeout.isNegative() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "the timeout of an export is positive and at most 7 days, not " + timeout);
        }
        if (progressEvery.isNegative() || progressEvery.compareTo(RAREST) > 0) {
            throw new IllegalArgumentException(
                    "the progress of an export is told every 0 s to 1 h, not " + progressEvery);
        }
    }

    /** {@return CSV, 1 h at most, a file that is there is replaced, and nobody told} */
    public static ExportOptions defaults() {
        return DEFAULTS;
    }

    /**
     * A copy with another format.
     *
     * @param other how rows become text
     * @return the copy
     */
    public ExportOptions withFormat(ExportFormat other) {
        return new ExportOptions(other, replace, timeout, progressEvery, progress);
    }

    /**
     * A copy that replaces files, or does not.
     *
     * @param allowed whether a file that is there already is replaced
     * @return the copy
     */
    public ExportOptions withReplace(boolean allowed) {
        return new ExportOptions(format, allowed, timeout, progressEvery, progress);
    }

    /**
     * A copy with another time limit.
     *
     * @param time positive, at most 7 days
     * @return the copy
     * @throws IllegalArgumentException if it is out of range
     */
    public ExportOptions withTimeout(Duration time) {
        return new ExportOptions(format, replace, time, progressEvery, progress);
    }

    /**
     * A copy that tells somebody.
     *
     * @param every how often at most; zero for after each row
     * @param listener told how far the export is
     * @return the copy
     * @throws IllegalArgumentException if the interval is out of range
     */
    public ExportOptions withProgress(Duration every, Consumer<? super ExportProgress> listener) {
        return new ExportOptions(format, replace, timeout, every, listener);
    }
}
