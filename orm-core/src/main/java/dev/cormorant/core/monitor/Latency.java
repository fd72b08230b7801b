package dev.cormorant.core.monitor;

import java.time.Duration;

/**
 * How long statements took since the database was opened, from the call of the driver to its answer. The percentiles come from
 * buckets whose width is a sixteenth of their value: each is at most 6.25 per cent above the true one.
 *
 * @param count how many statements were measured
 * @param mean the arithmetic mean, exact
 * @param p50 half of them took no longer
 * @param p95 95 of 100 took no longer
 * @param p99 99 of 100 took no longer
 * @param max the longest, exact
 */
public record Latency(long count, Duration mean, Duration p50, Duration p95, Duration p99, Duration max) {

    /** Nothing was measured. */
    public static final Latency NONE =
            new Latency(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
}
