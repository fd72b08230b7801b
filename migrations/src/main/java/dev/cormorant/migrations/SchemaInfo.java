package dev.cormorant.migrations;

import java.util.List;
import java.util.Optional;

/**
 * Where a schema stands.
 *
 * @param database the label of the database, as {@code sqlite "cities"}
 * @param version the highest version that was applied; empty if none was
 * @param migrations all scripts and all that the history knows, in the order in which they are applied
 */
public record SchemaInfo(String database, Optional<String> version, List<MigrationStatus> migrations) {

    /** Keeps an unmodifiable copy of the list. */
    public SchemaInfo {
        migrations = List.copyOf(migrations);
    }

    /** {@return what the next {@link Migrator#migrate} would apply, in order; empty if there is nothing to do} */
    public List<MigrationStatus> pending() {
        return migrations.stream()
                .filter(status -> status.state() == MigrationState.PENDING || status.state() == MigrationState.OUTDATED)
                .toList();
    }
}
