package dev.cormorant.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LatencyHistogramTest {

    @Test
    void everyTimeLiesBelowTheBoundOfItsBucketAndNotBelowThatOfTheOneBefore() {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            long nanos = 1024 + (long) Math.pow(2, 10 + 30 * random.nextDouble());
            int bucket = LatencyHistogram.bucket(nanos);
            if (bucket < LatencyHistogram.BUCKETS - 1) {
                assertThat(nanos).isLessThan(LatencyHistogram.upperBound(bucket));
                assertThat(nanos).isGreaterThanOrEqualTo(LatencyHistogram.upperBound(bucket - 1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1023, Long.MAX_VALUE})
    void takesTimesBeyondItsRange(long nanos) {
        LatencyHistogram histogram = new LatencyHistogram();
        histogram.record(nanos);
        assertThat(histogram.snapshot().max()).isEqualTo(Duration.ofNanos(nanos));
        assertThat(histogram.snapshot().count()).isEqualTo(1);
    }

    @Test
    void percentilesAreAtMostASixteenthTooHigh() {
        Random random = new Random(11);
        long[] times = random.longs(10_000, 2_000, 50_000_000).toArray();
        LatencyHistogram histogram = new LatencyHistogram();
        Arrays.stream(times).forEach(histogram::record);
        Arrays.sort(times);
        Latency latency = histogram.snapshot();
        assertClose(latency.p50(), times[4_999]);
        assertClose(latency.p95(), times[9_499]);
        assertClose(latency.p99(), times[9_899]);
        assertThat(latency.max()).isEqualTo(Duration.ofNanos(times[9_999]));
        assertThat(latency.mean().toNanos()).isEqualTo(Arrays.stream(times).sum() / times.length);
    }

    private static void assertClose(Duration shown, long exact) {
        assertThat((double) shown.toNanos()).isBetween((double) exact, exact * 1.0625 + 1);
    }

    @Test
    void saysNothingWhenNothingWasMeasured() {
        assertThat(new LatencyHistogram().snapshot()).isEqualTo(Latency.NONE);
    }
}
