package dev.cormorant.migrations;

import java.util.List;

/**
 * What a repair of the history did; the schema itself is not touched by it.
 *
 * @param database the label of the database, as {@code sqlite "cities"}
 * @param removed versions whose failed run was taken out of the history
 * @param deleted versions, or descriptions of repeatable scripts, that were applied, have no script any more, and are marked so
 * @param aligned versions, or descriptions, whose checksum, description or type in the history is now that of the script
 */
public record RepairResult(String database, List<String> removed, List<String> deleted, List<String> aligned) {

    /** Keeps unmodifiable copies of the lists. */
    public RepairResult {
        removed = List.copyOf(removed);
        deleted = List.copyOf(deleted);
        aligned = List.copyOf(aligned);
    }

    /** {@return whether there was something to repair} */
    public boolean changedAnything() {
        return !(removed.isEmpty() && deleted.isEmpty() && aligned.isEmpty());
    }
}
