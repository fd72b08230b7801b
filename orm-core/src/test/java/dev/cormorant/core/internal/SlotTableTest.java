package dev.cormorant.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class SlotTableTest {

    @Test
    void refusesMoreThanItsCapacityAndHasRoomAgainAfterALeave() {
        SlotTable<String> table = new SlotTable<>(2);
        int slot = table.enter("a", 7);
        table.enter("b", 7);

        assertThat(table.tryEnter("c", 7)).isEqualTo(-1);
        table.leave(slot);
        assertThat(table.enter("c", -3)).isEqualTo(slot);
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.find("b"::equals)).isEqualTo("b");
        assertThat(table.find("a"::equals)).isNull();
    }

    @Test
    void losesAndDoublesNothingUnderManyThreads() throws Exception {
        long seed = System.nanoTime();
        int threads = 8;
        SlotTable<Object> table = new SlotTable<>(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Random random = new Random(seed + t);
            tasks.add(() -> {
                int refused = 0;
                for (int i = 0; i < 20_000; i++) {
                    Object mine = new Object();
                    int slot = table.enter(mine, random.nextLong());
                    refused += table.find(other -> other == mine) == null ? 1 : 0;
                    table.leave(slot);
                }
                return refused;
            });
        }
        for (Future<Integer> result : pool.invokeAll(tasks)) {
            assertThat(result.get()).as("seed %d", seed).isZero();
        }
        pool.shutdown();
        assertThat(table.size()).as("seed %d", seed).isZero();
    }
}
