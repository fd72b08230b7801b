package dev.cormorant.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RecentTextsTest {

    private final RecentTexts<Integer> texts = new RecentTexts<>();

    private void putAll(int count) {
        IntStream.range(0, count).forEach(i -> texts.put("select " + i, i));
    }

    private long known(int count) {
        return IntStream.range(0, count)
                .filter(i -> Integer.valueOf(i).equals(texts.get("select " + i)))
                .count();
    }

    @Test
    void knowsATextByItsCharacters() {
        texts.put(new String("select 1"), 1);
        assertThat(texts.get(new String("select 1"))).isEqualTo(1);
        assertThat(texts.get("select 2")).isNull();
        texts.put("select 1", 2);
        assertThat(texts.get("select 1")).isEqualTo(2);
    }

    /** The hashes of Aa and BB are equal: the two have the same two places, and a third one takes that of the first. */
    @Test
    void tellsTextsOfTheSameHashApart() {
        texts.put("AaAa", 1);
        texts.put("BBBB", 2);
        assertThat(texts.get("AaAa")).isEqualTo(1);
        assertThat(texts.get("BBBB")).isEqualTo(2);
        texts.put("AaBB", 3);
        assertThat(texts.get("AaBB")).isEqualTo(3);
        assertThat(texts.get("AaAa")).isNull();
        assertThat(texts.get("BBBB")).isEqualTo(2);
        assertThat(texts.get("BBAa")).isNull();
    }

    @Test
    void staysSmallForFewTexts() {
        for (int i = 0; i < 1_000; i++) {
            putAll(20);
        }
        assertThat(known(20)).isEqualTo(20);
        assertThat(texts.room()).isEqualTo(64);
    }

    @Test
    void growsForTextsThatAreUsedAgainAndAgain() {
        for (int i = 0; i < 20; i++) {
            putAll(1_000);
        }
        assertThat(texts.room()).isEqualTo(RecentTexts.MOST);
        // Of a thousand texts in two places each of 2,048, a few have none.
        assertThat(known(1_000)).isGreaterThan(850);
    }

    @Test
    void neverGrowsBeyondItsBound() {
        putAll(100_000);
        assertThat(texts.room()).isEqualTo(RecentTexts.MOST);
        assertThat(known(100_000)).isBetween(1L, (long) RecentTexts.MOST);
    }

    @Test
    void keepsAsManyAsAreWanted() {
        RecentTexts<Integer> more = new RecentTexts<>(4_096);
        IntStream.range(0, 100_000).forEach(i -> more.put("select " + i, i));
        assertThat(more.room()).isEqualTo(4_096);
    }

    @Test
    void keepsNoLongTexts() {
        String text = "x".repeat(RecentTexts.LONGEST);
        texts.put(text, 1);
        assertThat(texts.get(text)).isEqualTo(1);
        texts.put(text + "x", 2);
        assertThat(texts.get(text + "x")).isNull();
    }

    @Test
    void saysNothingWrongWhileManyThreadsFillIt() throws Exception {
        long seed = System.nanoTime();
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                Random random = new Random(seed + thread);
                all.add(pool.submit(() -> {
                    for (int i = 0; i < 100_000; i++) {
                        int number = random.nextInt(3_000);
                        Integer known = texts.get("select " + number);
                        assertThat(known == null || known == number)
                                .as("seed %d: %d is known as %s", seed, number, known)
                                .isTrue();
                        texts.put("select " + number, number);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(texts.room()).isEqualTo(RecentTexts.MOST);
    }
}
