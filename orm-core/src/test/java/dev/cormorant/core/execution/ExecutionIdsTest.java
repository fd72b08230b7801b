package dev.cormorant.core.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ExecutionIdsTest {

    @Test
    void beginsAgainAtOneAfterTheLargestNumberAndIsNeverZeroOrNegative() {
        ExecutionIds ids = new ExecutionIds(Long.MAX_VALUE - 1);

        assertThat(ids.next(id -> false)).isEqualTo(Long.MAX_VALUE - 1);
        assertThat(ids.next(id -> false)).isEqualTo(Long.MAX_VALUE);
        assertThat(ids.next(id -> false)).isEqualTo(1);
        assertThat(ids.next(id -> false)).isEqualTo(2);
    }

    @Test
    void skipsIdsThatAreStillRunningAfterTheWrap() {
        ExecutionIds ids = new ExecutionIds(Long.MAX_VALUE);
        ids.next(id -> false);

        assertThat(ids.next(id -> id <= 3)).isEqualTo(4);
    }

    @Test
    void givesEachIdOnceToManyThreadsAcrossTheWrap() {
        ExecutionIds ids = new ExecutionIds(Long.MAX_VALUE - 5);
        Set<Long> running = ConcurrentHashMap.newKeySet();

        IntStream.range(0, 10_000).parallel().forEach(i -> assertThat(running.add(ids.next(running::contains)))
                .isTrue());

        assertThat(running).hasSize(10_000).allMatch(id -> id > 0);
    }

    @Test
    void refusesToStartBelowOne() {
        assertThatThrownBy(() -> new ExecutionIds(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
