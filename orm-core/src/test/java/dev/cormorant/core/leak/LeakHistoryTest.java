package dev.cormorant.core.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.driver.Access;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LeakHistoryTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Turned clock = new Turned();

    /** A clock that the test turns. */
    private static final class Turned extends Clock {
        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private LeakReport report(String label) {
        return new LeakReport(
                LeakReason.IDLE,
                1,
                label,
                "main",
                Access.READ,
                START,
                clock.instant(),
                Duration.ofMillis(250),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                1,
                "select ?",
                false,
                List.of());
    }

    @Test
    void keepsTheNewestOnes() {
        LeakHistory history = new LeakHistory(2, Duration.ofHours(1), clock);
        history.add(report("first"));
        history.add(report("second"));
        history.add(report("third"));
        assertThat(history.list()).extracting(LeakReport::label).containsExactly("third", "second");
    }

    @Test
    void keepsNoneIfNoneIsToBeKept() {
        LeakHistory history = new LeakHistory(0, Duration.ofHours(1), clock);
        history.add(report("first"));
        assertThat(history.list()).isEmpty();
    }

    @Test
    void forgetsWhatIsTooOld() {
        LeakHistory history = new LeakHistory(10, Duration.ofMinutes(30), clock);
        history.add(report("old"));
        clock.now = START.plus(Duration.ofMinutes(20));
        history.add(report("young"));
        assertThat(history.list()).hasSize(2);
        clock.now = START.plus(Duration.ofMinutes(31));
        assertThat(history.list()).extracting(LeakReport::label).containsExactly("young");
    }

    @Test
    void saysInOneLineWhatIsWrong() {
        assertThat(report("nightly report"))
                .hasToString(
                        "suspected leak: the connection taken for nightly report in thread main 2.25 s ago has been"
                                + " idle for 1.0 s (leak.idle); it stays with its holder; 0.25 s in the database, 1 statement,"
                                + " last SQL: select ?");
    }
}
