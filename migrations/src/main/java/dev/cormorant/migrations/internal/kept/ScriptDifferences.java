package dev.cormorant.migrations.internal.kept;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Holds the statements of a script as it is against those that were applied: the longest common sequence stays. */
public final class ScriptDifferences {

    private final List<KeptStatement> before;
    private final List<KeptStatement> after;
    private final Deque<KeptStatement> gone = new ArrayDeque<>();
    private final Deque<KeptStatement> come = new ArrayDeque<>();
    private final List<StatementDifference> found = new ArrayList<>();

    private ScriptDifferences(List<KeptStatement> before, List<KeptStatement> after) {
        this.before = before;
        this.after = after;
    }

    /**
     * What differs.
     *
     * @param before the statements that were applied; at most {@value KeptStatements#MOST}
     * @param after those of the script as it is; at most as many
     * @return one entry for each statement that was changed, is new or is gone, in order; empty if only layout, comments or case
     *     differ
     */
    public static List<StatementDifference> of(List<KeptStatement> before, List<KeptStatement> after) {
        return new ScriptDifferences(before, after).all();
    }

    private List<StatementDifference> all() {
        int[][] common = common();
        int old = 0;
        int now = 0;
        while (old < before.size() || now < after.size()) {
            if (old < before.size() && now < after.size() && before.get(old).same(after.get(now))) {
                pair();
                old++;
                now++;
            } else if (now == after.size() || (old < before.size() && common[old + 1][now] >= common[old][now + 1])) {
                gone.add(before.get(old++));
            } else {
                come.add(after.get(now++));
            }
        }
        pair();
        return found;
    }

    /** How many statements are common to what follows two places. */
    private int[][] common() {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int old = before.size() - 1; old >= 0; old--) {
            for (int now = after.size() - 1; now >= 0; now--) {
                common[old][now] = before.get(old).same(after.get(now))
                        ? common[old + 1][now + 1] + 1
                        : Math.max(common[old + 1][now], common[old][now + 1]);
            }
        }
        return common;
    }

    /** What is gone and what has come between two statements that stayed was changed, one for one. */
    private void pair() {
        while (!gone.isEmpty() || !come.isEmpty()) {
            found.add(new StatementDifference(Optional.ofNullable(gone.poll()), Optional.ofNullable(come.poll())));
        }
    }
}
