package dev.cormorant.core.internal;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about texts that were seen lately, at the cost of a hash and a comparison. A table of two possible places for each
 * text, in which one takes the place of another; it begins small, and doubles up to its bound as texts push each other out. Safe for all
 * threads, which wait for each other only while it doubles: what two of them note at once may be lost, and is found out again.
 *
 * @param <V> what is known of a text
 */
public final class RecentTexts<V> {

    /** The most texts at once, unless more are wanted. */
    public static final int MOST = 2048;

    /** Longer texts are not kept, so that {@value #MOST} of them take 4 MB at most. */
    public static final int LONGEST = 2048;

    private static final int FEWEST = 64;

    private final int most;
    private volatile AtomicReferenceArray<@Nullable Known<V>> table = new AtomicReferenceArray<>(FEWEST);
    /** How many texts have lost their place in a table of this size. */
    private final AtomicInteger displaced = new AtomicInteger();

    private record Known<V>(String text, V value) {}

    /** Keeps nothing yet, and {@value #MOST} texts at most. */
    public RecentTexts() {
        this(MOST);
    }

    /**
     * Keeps nothing yet.
     *
     * @param most the most texts at once; the next power of two counts
     */
    public RecentTexts(int most) {
        this.most = most;
    }

    /** {@return what is known of a text; null if it is not kept} */
    public @Nullable V get(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        AtomicReferenceArray<@Nullable Known<V>> now = table;
        int slot = slot(text, now);
        Known<V> first = now.get(slot);
        if (first != null && first.text().equals(text)) {
            return first.value();
        }
        Known<V> second = now.get(slot ^ 1);
        return second != null && second.text().equals(text) ? second.value() : null;
    }

    /** Keeps what is known of a text, in the place of what was known of it, or of another one. */
    public void put(String text, V value) {
        if (text.length() > LONGEST) {
            return;
        }
        AtomicReferenceArray<@Nullable Known<V>> now = table;
        Known<V> known = new Known<>(text, value);
        if (!place(known, now)) {
            now.set(slot(text, now), known);
            if (now.length() < most && displaced.incrementAndGet() >= now.length()) {
                grow(now);
            }
        }
    }

    private static int slot(String text, AtomicReferenceArray<?> table) {
        // Fibonacci hashing: texts that differ in a digit, as those of many tables do, are spread too.
        return (text.hashCode() * 0x9E3779B9) >>> (Integer.numberOfLeadingZeros(table.length()) + 1);
    }

    /** Whether a text has found a place that was free, or its own. */
    private static <V> boolean place(Known<V> known, AtomicReferenceArray<@Nullable Known<V>> table) {
        int slot = slot(known.text(), table);
        for (int place : new int[] {slot, slot ^ 1}) {
            Known<V> there = table.get(place);
            if (there == null || there.text().equals(known.text())) {
                table.set(place, known);
                return true;
            }
        }
        return false;
    }

    private synchronized void grow(AtomicReferenceArray<@Nullable Known<V>> small) {
        if (table != small) {
            return;
        }
        AtomicReferenceArray<@Nullable Known<V>> large = new AtomicReferenceArray<>(2 * small.length());
        for (int i = 0; i < small.length(); i++) {
            Known<V> known = small.get(i);
            if (known != null) {
                place(known, large);
            }
        }
        displaced.set(0);
        table = large;
    }

    /** {@return how many texts have room now} */
    int room() {
        return table.length();
    }
}
