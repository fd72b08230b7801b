package dev.cormorant.testing.data;

import dev.cormorant.testing.data.internal.CellEquality;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What differs between rows, in the columns that are compared.
 *
 * @param columns their names
 * @param missing rows that should be there
 * @param unexpected rows that should not
 * @param different pairs of rows that belong together
 * @param misplaced how many rows stand elsewhere than they should
 * @param same how many rows are as expected
 */
record RowsDiff(
        List<String> columns,
        List<List<@Nullable Object>> missing,
        List<List<@Nullable Object>> unexpected,
        List<Pair> different,
        int misplaced,
        int same) {

    /** Rows beyond this are not paired by their likeness. */
    private static final int PAIRED = 100;

    /** A row as it is and as it should be. */
    record Pair(List<@Nullable Object> actual, List<@Nullable Object> expected) {}

    boolean isEmpty() {
        return missing.isEmpty() && unexpected.isEmpty() && different.isEmpty() && misplaced == 0;
    }

    /**
     * Compares rows.
     *
     * @param actual as they are
     * @param expected as they should be, with the same columns
     * @param columns the names of the columns
     * @param key where the columns stand that say which rows belong together; empty if likeness says it
     * @param ordered whether their order matters
     */
    static RowsDiff of(
            List<List<@Nullable Object>> actual,
            List<List<@Nullable Object>> expected,
            List<String> columns,
            List<Integer> key,
            boolean ordered) {
        Set<Integer> left = new LinkedHashSet<>();
        for (int i = 0; i < actual.size(); i++) {
            left.add(i);
        }
        List<Integer> unmatched = new ArrayList<>();
        int misplaced = 0;
        for (int i = 0; i < expected.size(); i++) {
            int found = match(actual, expected.get(i), left, i);
            if (found < 0) {
                unmatched.add(i);
            } else {
                left.remove(found);
                misplaced += ordered && found != i ? 1 : 0;
            }
        }
        List<List<@Nullable Object>> missing = new ArrayList<>();
        unmatched.forEach(index -> missing.add(expected.get(index)));
        List<List<@Nullable Object>> unexpected = new ArrayList<>();
        left.forEach(index -> unexpected.add(actual.get(index)));
        int same = expected.size() - unmatched.size();
        boolean elsewhere = missing.isEmpty() && unexpected.isEmpty();
        return new RowsDiff(columns, missing, unexpected, new ArrayList<>(), elsewhere ? misplaced : 0, same)
                .paired(key);
    }

    /** The row at the same place first, since most rows stand where they should. */
    private static int match(
            List<List<@Nullable Object>> actual, List<@Nullable Object> expected, Set<Integer> left, int place) {
        if (left.contains(place) && same(actual.get(place), expected)) {
            return place;
        }
        return left.stream()
                .filter(index -> same(actual.get(index), expected))
                .findFirst()
                .orElse(-1);
    }

    private static boolean same(List<@Nullable Object> one, List<@Nullable Object> other) {
        return likeness(one, other, index -> true) == one.size();
    }

    private static int likeness(List<@Nullable Object> one, List<@Nullable Object> other, IntPredicate compared) {
        int same = 0;
        for (int i = 0; i < one.size(); i++) {
            if (compared.test(i) && CellEquality.same(one.get(i), other.get(i))) {
                same++;
            }
        }
        return same;
    }

    private RowsDiff paired(List<Integer> key) {
        for (int i = 0; i < missing.size() && i < PAIRED; i++) {
            int best = -1;
            int most = 0;
            for (int j = 0; j < unexpected.size() && j < PAIRED; j++) {
                int alike = key.isEmpty()
                        ? likeness(unexpected.get(j), missing.get(i), index -> true)
                        : likeness(unexpected.get(j), missing.get(i), key::contains);
                boolean enough = key.isEmpty() ? alike * 2 >= columns.size() : alike == key.size();
                if (enough && alike > most) {
                    best = j;
                    most = alike;
                }
            }
            if (best >= 0) {
                different.add(new Pair(unexpected.remove(best), missing.remove(i)));
                i--;
            }
        }
        return this;
    }
}
