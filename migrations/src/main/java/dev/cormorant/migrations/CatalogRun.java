package dev.cormorant.migrations;

import dev.cormorant.core.Database;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.migrations.internal.catalog.CatalogReader;
import dev.cormorant.migrations.schema.SchemaSnapshot;
import java.sql.Connection;
import java.sql.SQLException;

/** Reads schemas through the choke point of their database. */
final class CatalogRun {

    private static final String ATTEMPTED = "read the schema";

    private CatalogRun() {}

    /** What the runner itself keeps in a database, and is no part of the schema. */
    static boolean isHistory(String table, MigrationOptions options) {
        return table.equals(options.historyTable()) || table.startsWith("orm_migration_");
    }

    static SchemaSnapshot snapshot(Database database, MigrationOptions options) {
        try (Connection connection = database.connection(Access.READ, ATTEMPTED)) {
            return new SchemaSnapshot(
                    database.label(),
                    CatalogReader.read(connection, database.driver(), table -> isHistory(table, options)));
        } catch (SQLException failed) {
            throw database.translate(failed, FailedOperation.of(ATTEMPTED, database.label()));
        }
    }
}
