package dev.cormorant.core.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReconnectsTest {

    private final Reconnects reconnects = new Reconnects();

    /** Looks once a second, as the lookout does, and notes the seconds at which an attempt is due. */
    private List<Integer> attemptsIn(int seconds) {
        List<Integer> due = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            if (reconnects.isDue(Duration.ofSeconds(second).toNanos())) {
                due.add(second);
            }
        }
        return due;
    }

    @Test
    void waitsTwiceAsLongAfterEachAttemptUpToThirtySecondsAndGivesUpAfterTwenty() {
        List<Integer> due = attemptsIn(3600);
        assertThat(due).startsWith(1, 3, 7, 15, 31, 61, 91).hasSize(Reconnects.MOST_ATTEMPTS);
        assertThat(due.get(due.size() - 1)).isLessThan(500);
    }

    @Test
    void beginsAnewOnceItWasConnected() {
        assertThat(attemptsIn(10)).containsExactly(1, 3, 7);
        reconnects.reset();
        assertThat(attemptsIn(10)).containsExactly(1, 3, 7);
    }
}
