package dev.cormorant.testing.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class BoundedWorkTest {
    private final AtomicReference<String> cleanedUp = new AtomicReference<>("");

    @Test
    void givesTheResultOfWorkThatIsQuickEnough() throws RefusedException {
        Optional<String> result = new BoundedWork(Duration.ofSeconds(30), "working").run(() -> "done", cleanedUp::set);
        assertThat(result).contains("done");
        assertThat(cleanedUp).hasValue("");
    }

    @Test
    void interruptsWorkThatTakesTooLongAndCleansUpWhatItMakesLater() throws RefusedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        BoundedWork work = new BoundedWork(Duration.ofMillis(100), "working");
        Optional<String> result = work.run(
                () -> {
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    goOn.await();
                    return "late";
                },
                cleanedUp::set);
        assertThat(result).isEmpty();
        await().untilAsserted(() -> assertThat(interrupted.getCount()).isZero());
        goOn.countDown();
        await().untilAsserted(() -> assertThat(cleanedUp).hasValue("late"));
    }

    @Test
    void refusesWorkThatFailsWithItsReason() {
        assertThatThrownBy(() -> new BoundedWork(Duration.ofSeconds(30), "working")
                        .run(
                                () -> {
                                    throw new IllegalStateException("no\nway");
                                },
                                late -> {}))
                .isInstanceOf(RefusedException.class)
                .hasMessage("working failed: no / way");
    }
}
