package dev.cormorant.migrations;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an undo did.
 *
 * @param database the label of the database, as {@code sqlite "cities"}
 * @param versionBefore the version of the schema before
 * @param versionAfter the version after; empty if no versioned script is left
 * @param undone the undo scripts that were run, in that order; empty if there was nothing to undo
 * @param took how long all of it took
 */
public record UndoResult(
        String database,
        Optional<String> versionBefore,
        Optional<String> versionAfter,
        List<AppliedMigration> undone,
        Duration took) {

    /** Keeps an unmodifiable copy of the list. */
    public UndoResult {
        undone = List.copyOf(undone);
    }
}
