package dev.cormorant.core.monitor;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts times in {@value #BUCKETS} fixed buckets, without a lock and without allocating. Sixteen buckets for each power of two
 * from 1 µs to 18 minutes, as in Gil Tene's HdrHistogram; what is shorter or longer goes into the first or the last one.
 */
final class LatencyHistogram {

    private static final int SUB_BITS = 4;
    private static final int SUB = 1 << SUB_BITS;
    private static final int LOWEST_POWER = 10;
    private static final int HIGHEST_POWER = 40;
    static final int BUCKETS = (HIGHEST_POWER - LOWEST_POWER) * SUB;

    private final LongAdder[] counts = new LongAdder[BUCKETS];
    private final LongAdder total = new LongAdder();
    private final AtomicLong max = new AtomicLong();

    LatencyHistogram() {
        for (int i = 0; i < BUCKETS; i++) {
            counts[i] = new LongAdder();
        }
    }

    void record(long nanos) {
        counts[bucket(nanos)].increment();
        total.add(nanos);
        if (nanos > max.get()) {
            max.accumulateAndGet(nanos, Math::max);
        }
    }

    static int bucket(long nanos) {
        if (nanos < 1L << LOWEST_POWER) {
            return 0;
        }
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
        if (power >= HIGHEST_POWER) {
            return BUCKETS - 1;
        }
        int sub = (int) (nanos >>> (power - SUB_BITS)) & (SUB - 1);
        return (power - LOWEST_POWER) * SUB + sub;
    }

    /** {@return the first time that is too long for a bucket} */
    static long upperBound(int bucket) {
        int power = LOWEST_POWER + bucket / SUB;
        return (1L << power) + (bucket % SUB + 1L) * (1L << (power - SUB_BITS));
    }

    Latency snapshot() {
        long[] seen = new long[BUCKETS];
        long count = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen[i] = counts[i].sum();
            count += seen[i];
        }
        if (count == 0) {
            return Latency.NONE;
        }
        return new Latency(
                count,
                Duration.ofNanos(total.sum() / count),
                percentile(seen, count, 0.50),
                percentile(seen, count, 0.95),
                percentile(seen, count, 0.99),
                Duration.ofNanos(max.get()));
    }

    private Duration percentile(long[] seen, long count, double share) {
        long wanted = (long) Math.ceil(count * share);
        long passed = 0;
        for (int i = 0; i < BUCKETS; i++) {
            passed += seen[i];
            if (passed >= wanted) {
                return Duration.ofNanos(Math.min(upperBound(i), max.get()));
            }
        }
        return Duration.ofNanos(max.get());
    }
}
