package dev.cormorant.migrations;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run did.
 *
 * @param database the label of the database, as {@code sqlite "cities"}
 * @param versionBefore the version of the schema before the run; empty if there was none
 * @param versionAfter the version after it; empty if no versioned script was ever applied
 * @param applied the scripts that this run applied, in the order in which it did; empty if there was nothing to do
 * @param took how long the run took
 */
public record MigrationResult(
        String database,
        Optional<String> versionBefore,
        Optional<String> versionAfter,
        List<AppliedMigration> applied,
        Duration took) {

    /** Keeps an unmodifiable copy of the list. */
    public MigrationResult {
        applied = List.copyOf(applied);
    }
}
