package dev.cormorant.migrations.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that somebody meant. */
final class NearestWord {

    private NearestWord() {}

    /** {@return the word that a few slips of the fingers turn into the typed one; empty if all are further away} */
    static Optional<String> to(String typed, Collection<String> words) {
        int slips = Math.max(1, typed.length() / 3);
        return words.stream()
                .filter(word -> distance(typed, word) <= slips)
                .min(Comparator.<String>comparingInt(word -> distance(typed, word))
                        .thenComparing(word -> word));
    }

    /**
     * Letters that are wrong, missing, too many or swapped with their neighbour: the optimal string alignment distance.
     * (picocli's own suggestions compare pairs of letters and miss swapped ones.)
     */
    private static int distance(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, one, other, i, j);
            }
        }
        return cost[one.length()][other.length()];
    }

    private static int cheapest(int[][] cost, String one, String other, int i, int j) {
        int wrong = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        int best = Math.min(cost[i - 1][j - 1] + wrong, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
