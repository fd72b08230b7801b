package dev.cormorant.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ProfileTest {

    private static final long MILLI = 1_000_000;

    private final Profile profile = new Profile(10, new SqlShape(false));

    @Test
    void countsCallsTimeRowsAndErrorsOfAShape() {
        for (int i = 0; i < 100; i++) {
            Shape shape = profile.shapeOf("select a from t where id = " + i);
            shape.record(i * MILLI, i % 10 == 0);
            shape.add(2);
        }
        assertThat(profile.snapshot())
                .containsExactly(new ShapeStats(
                        "select a from t where id = ?",
                        100,
                        Duration.ofMillis(4950),
                        Duration.ofMillis(99),
                        200,
                        10,
                        Duration.ZERO));
    }

    @Test
    void keepsTheHeavyOnesHoweverManyOthersThereAre() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            if (i % 4 == 0) {
                profile.shapeOf("select heavy" + i % 3 + " from t").record(MILLI, false);
            } else {
                profile.shapeOf("select c" + random.nextInt(50_000) + "x from t")
                        .record(MILLI / 10, false);
            }
            assertThat(profile.snapshot().size()).isLessThanOrEqualTo(10);
        }
        List<String> kept =
                profile.snapshot().stream().map(ShapeStats::sql).limit(3).toList();
        assertThat(kept)
                .as("seed %d", seed)
                .containsExactlyInAnyOrder("select heavy0 from t", "select heavy1 from t", "select heavy2 from t");
    }

    @Test
    void saysHowMuchAShapeMayHaveMissed() {
        for (int i = 0; i < 10; i++) {
            profile.shapeOf("select a" + i + "x from t").record(5 * MILLI, false);
        }
        profile.shapeOf("select late from t").record(6 * MILLI, false);
        assertThat(profile.snapshot())
                .filteredOn(shape -> shape.sql().contains("late"))
                .singleElement()
                .satisfies(shape -> {
                    assertThat(shape.missed()).isEqualTo(Duration.ofMillis(5));
                    assertThat(shape.total()).isEqualTo(Duration.ofMillis(6));
                });
    }

    @Test
    void losesNoCallWhenManyThreadsCount() throws InterruptedException {
        int threads = 8;
        int each = 50_000;
        CountDownLatch done = new CountDownLatch(threads);
        IntStream.range(0, threads).forEach(thread -> new Thread(() -> {
                    for (int i = 0; i < each; i++) {
                        // New strings, as jOOQ renders them.
                        profile.shapeOf(new String("select a" + i % 8 + "x from t"))
                                .record(1, false);
                    }
                    done.countDown();
                })
                .start());
        done.await();
        assertThat(profile.snapshot().stream().mapToLong(ShapeStats::calls).sum())
                .isEqualTo((long) threads * each);
        assertThat(profile.snapshot()).hasSize(8);
    }

    @Test
    void takesTextsOfAnyLength() {
        String huge = "insert into t values ('" + "x".repeat(1_000_000) + "')";
        profile.shapeOf(huge).record(MILLI, false);
        profile.shapeOf(huge + " ").record(MILLI, false);
        assertThat(profile.snapshot()).singleElement().satisfies(shape -> {
            assertThat(shape.calls()).isEqualTo(2);
            assertThat(shape.sql()).isEqualTo("insert into t values (?");
        });
    }
}
