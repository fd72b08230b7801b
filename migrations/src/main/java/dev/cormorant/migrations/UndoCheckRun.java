package dev.cormorant.migrations;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.error.MigrationException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes up, down and up again over each migration that has an undo script, in a throwaway database. */
final class UndoCheckRun {

    private static final Logger LOG = LoggerFactory.getLogger(UndoCheckRun.class);
    private static final int DONE = -1;

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
        int next = 0;
        while (next != DONE) {
            try (ThrowawayDatabase throwaway = ThrowawayDatabase.like(model, server)) {
                next = checkFrom(next, throwaway.database());
            }
        }
        return new UndoCheckResult(model.label(), checked, withoutUndo, findings);
    }

    /** Checks the scripts from one on, those before it applied; returns where to go on in a new database, since this one is spoilt. */
    private int checkFrom(int first, Database database) {
        Set<MigrationVersion> undoable = new UndoRun(database, options, new FlywayRun(database, options))
                .scripts()
                .keySet();
        List<MigrationStatus> all = new FlywayRun(database, options).info().migrations();
        Set<String> later = new HashSet<>();
        all.subList(first, all.size()).forEach(script -> later.add(script.script()));
        if (first > 0) {
            without(later, database).migrate();
        }
        for (int i = first; i < all.size(); i++) {
            MigrationStatus script = all.get(i);
            later.remove(script.script());
            if (script.version().isPresent()
                    && !goesOn(script.version().get(), undoable, without(later, database), database)) {
                return i + 1;
            }
        }
        return DONE;
    }

    private FlywayRun without(Set<String> later, Database database) {
        return new FlywayRun(database, options, Set.copyOf(later));
    }

    /** Whether the next script can be checked in the same database. */
    private boolean goesOn(String version, Set<MigrationVersion> undoable, FlywayRun up, Database database) {
        SchemaSnapshot before = CatalogRun.snapshot(database, options);
        up.migrate();
        if (!undoable.contains(MigrationVersion.fromVersion(version))) {
            withoutUndo.add(version);
            return true;
        }
        checked.add(version);
        SchemaSnapshot after = CatalogRun.snapshot(database, options);
        new UndoRun(database, options, new FlywayRun(database, options)).last(List.of());
        boolean undone = compare(version, false, before, database);
        try {
            up.migrate();
        } catch (MigrationException failed) {
            if (undone) {
                throw failed;
            }
            LOG.debug("version {} is not undone, and cannot be applied again", version, failed);
            return false;
        }
        compare(version, true, after, database);
        return true;
    }

    /** Whether the schema is what it was. */
    private boolean compare(String version, boolean again, SchemaSnapshot expected, Database database) {
        List<SchemaDifference> differences = expected.differences(CatalogRun.snapshot(database, options));
        if (!differences.isEmpty()) {
            findings.add(new Finding(version, again, differences));
        }
        return differences.isEmpty();
    }
}
