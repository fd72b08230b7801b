package dev.cormorant.migrations;

import java.util.List;

/**
 * What a repair did that accepts no more than changes of layout, comments and case.
 *
 * @param database the label of the database, as {@code sqlite "cities"}
 * @param accepted versions whose checksum in the history is now that of the script
 * @param left what still does not agree, with its reason
 */
public record CosmeticRepairResult(String database, List<String> accepted, List<ValidationProblem> left) {

    /** Keeps unmodifiable copies of the lists. */
    public CosmeticRepairResult {
        accepted = List.copyOf(accepted);
        left = List.copyOf(left);
    }
}
