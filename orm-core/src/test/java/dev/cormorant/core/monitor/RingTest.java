package dev.cormorant.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RingTest {

    private final AtomicLong now = new AtomicLong();
    private final Ring<Integer> ring = new Ring<>(3, Duration.ofSeconds(10), now::get);

    @Test
    void keepsTheNewestAndShowsThemFirst() {
        for (int i = 1; i <= 5; i++) {
            ring.add(i);
        }
        assertThat(ring.entries()).containsExactly(5, 4, 3);
    }

    @Test
    void forgetsWhatIsTooOldWithoutAnythingBeingAdded() {
        ring.add(1);
        now.addAndGet(Duration.ofSeconds(6).toNanos());
        ring.add(2);
        now.addAndGet(Duration.ofSeconds(6).toNanos());
        assertThat(ring.entries()).containsExactly(2);
        now.addAndGet(Duration.ofSeconds(6).toNanos());
        assertThat(ring.size()).isZero();
    }

    @Test
    void keepsNothingWithoutRoom() {
        Ring<Integer> none = new Ring<>(0, Duration.ofSeconds(10));
        none.add(1);
        assertThat(none.entries()).isEmpty();
    }
}
