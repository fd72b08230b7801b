package dev.cormorant.migrations;

import dev.cormorant.core.Database;
import dev.cormorant.migrations.internal.throwaway.ThrowawayDatabase;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.entity.SchemaDraft;

/** Holds entities against a database, or against what scripts make in a throwaway one. */
final class DiffRun {

    private final Database database;
    private final MigrationOptions options;

    DiffRun(Database database, MigrationOptions options) {
        this.database = database;
        this.options = options;
    }

    SchemaDraft run(DiffOptions how) {
        if (!how.scripts()) {
            return draft(database, how);
        }
        ScriptGuard.check(database, new FlywayRun(database, options));
        try (ThrowawayDatabase throwaway = ThrowawayDatabase.like(database, how.throwawayServer())) {
            new FlywayRun(throwaway.database(), options).migrate();
            return draft(throwaway.database(), how);
        }
    }

    private SchemaDraft draft(Database looked, DiffOptions how) {
        SchemaDraft draft = Orm.over(looked).draftSchema(how.entities().toArray(Class<?>[]::new));
        return draft.withUnknownTables(draft.unknownTables().stream()
                .filter(table -> !CatalogRun.isHistory(table, options))
                .toList());
    }
}
