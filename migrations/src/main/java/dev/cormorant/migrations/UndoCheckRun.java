package dev.cormorant.migrations;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.migrations.UndoCheckResult.Finding;
import dev.cormorant.migrations.internal.throwaway.ThrowawayDatabase;
import dev.cormorant.migrations.schema.SchemaDifference;
import dev.cormorant.migrations.schema.SchemaSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.api.MigrationVersion;

/** Goes up, down and up again over each migration that has an undo script, in a throwaway database. */
final class UndoCheckRun {

    private final Database model;
    private final MigrationOptions options;
    private final List<String> checked = new ArrayList<>();
    private final List<String> withoutUndo = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    UndoCheckRun(Database model, MigrationOptions options) {
        this.model = model;
        this.options = options;
    }

    UndoCheckResult run(Optional<DatabaseConfig> server) {
        ScriptGuard.check(model, new FlywayRun(model, options));
        try (ThrowawayDatabase throwaway = ThrowawayDatabase.like(model, server)) {
            Database database = throwaway.database();
            Set<MigrationVersion> undoable = new UndoRun(database, options, new FlywayRun(database, options))
                    .scripts()
                    .keySet();
            List<MigrationStatus> all = new FlywayRun(database, options).info().migrations();
            Set<String> later = new HashSet<>();
            all.forEach(script -> later.add(script.script()));
            for (MigrationStatus script : all) {
                later.remove(script.script());
                if (script.version().isPresent()) {
                    step(database, script.version().get(), undoable, later);
                }
            }
        }
        return new UndoCheckResult(model.label(), checked, withoutUndo, findings);
    }

    private void step(Database database, String version, Set<MigrationVersion> undoable, Set<String> later) {
        FlywayRun up = new FlywayRun(database, options, Set.copyOf(later));
        SchemaSnapshot before = CatalogRun.snapshot(database, options);
        up.migrate();
        if (!undoable.contains(MigrationVersion.fromVersion(version))) {
            withoutUndo.add(version);
            return;
        }
        checked.add(version);
        SchemaSnapshot after = CatalogRun.snapshot(database, options);
        new UndoRun(database, options, new FlywayRun(database, options)).last(List.of());
        compare(version, false, before, database);
        up.migrate();
        compare(version, true, after, database);
    }

    private void compare(String version, boolean again, SchemaSnapshot expected, Database database) {
        List<SchemaDifference> differences = expected.differences(CatalogRun.snapshot(database, options));
        if (!differences.isEmpty()) {
            findings.add(new Finding(version, again, differences));
        }
    }
}
