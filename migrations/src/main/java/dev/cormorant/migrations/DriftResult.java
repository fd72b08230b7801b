package dev.cormorant.migrations;

import dev.cormorant.migrations.schema.SchemaDifference;
import java.util.List;
import java.util.Optional;

/**
 * Whether a schema is what its scripts make.
 *
 * @param database the label of the database, as {@code sqlite "cities"}
 * @param version the version that it stands at, and is held against; empty if no versioned script was applied
 * @param pending scripts that are not applied yet; they are no part of what is expected
 * @param differences each object that is not as the scripts make it, by kind and name; empty if all are
 */
public record DriftResult(
        String database, Optional<String> version, List<MigrationStatus> pending, List<SchemaDifference> differences) {

    /** Keeps unmodifiable copies of the lists. */
    public DriftResult {
        pending = List.copyOf(pending);
        differences = List.copyOf(differences);
    }

    /** {@return whether there is none} */
    public boolean isClean() {
        return differences.isEmpty();
    }
}
