package dev.cormorant.core.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** How far apart two names are, in edits (Levenshtein), and which known name is near enough to be proposed. */
public final class NameDistance {
    private NameDistance() {}

    /**
     * The known name nearest to another one.
     *
     * @param name what was written
     * @param known what there is
     * @return the nearest; empty if all are further away than a third of the letters of {@code name}
     */
    public static Optional<String> nearest(String name, Collection<String> known) {
        String wanted = letters(name);
        int limit = Math.max(2, wanted.length() / 3);
        return known.stream()
                .filter(candidate -> between(wanted, letters(candidate)) <= limit)
                .min(Comparator.comparingInt((String candidate) -> between(wanted, letters(candidate)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /**
     * Edits that turn one text into another.
     *
     * @param left the one
     * @param right the other
     * @return how many
     */
    public static int between(String left, String right) {
        int[] last = lastRow(left, right, false);
        return last[right.length()];
    }

    /**
     * Fewest edits that turn a word into some part of a text.
     *
     * @param word the word
     * @param text the text
     * @return how many; 0 if it is contained
     */
    public static int within(String word, String text) {
        return Arrays.stream(lastRow(word, text, true)).min().orElse(word.length());
    }

    /**
     * A name without what is only spelling: capital letters and separators. {@code max-size} is {@code maxSize}.
     *
     * @param name the name
     * @return its letters and digits, in lower case
     */
    public static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static int[] lastRow(String left, String right, boolean startAnywhere) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = startAnywhere ? 0 : j;
        }
        for (int i = 1; i <= left.length(); i++) {
            row = nextRow(row, left.charAt(i - 1), right, i);
        }
        return row;
    }

    private static int[] nextRow(int[] above, char letter, String right, int first) {
        int[] row = new int[above.length];
        row[0] = first;
        for (int j = 1; j < row.length; j++) {
            int replaced = above[j - 1] + (letter == right.charAt(j - 1) ? 0 : 1);
            row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
        }
        return row;
    }
}
