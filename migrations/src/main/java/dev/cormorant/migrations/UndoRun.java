package dev.cormorant.migrations;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.MigrationException;
import dev.cormorant.migrations.AppliedVersions.Row;
import dev.cormorant.migrations.internal.journal.BatchTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.resource.LoadableResource;

/** Runs undo scripts, the newest migration first. Flyway without a licence has no undo. */
final class UndoRun {

    static final String ATTEMPTED = "undo migrations";

    private final Database database;
    private final FlywayRun flyway;
    private final MigrationOptions options;
    private final AppliedVersions history;

    UndoRun(Database database, MigrationOptions options, FlywayRun flyway) {
        this.database = database;
        this.flyway = flyway;
        this.options = options;
        this.history = new AppliedVersions(database.driver(), options);
    }

    /** Undoes the last version. */
    UndoResult last(List<StatementDecision> decisions) {
        return undo((row, first) -> first.equals(row), decisions);
    }

    /** Undoes every version above one. */
    UndoResult above(MigrationVersion version, List<StatementDecision> decisions) {
        return undo((row, first) -> MigrationVersion.fromVersion(row.version()).compareTo(version) > 0, decisions);
    }

    /** Undoes the versions that were applied by the same run as the last one. */
    UndoResult batch(List<StatementDecision> decisions) {
        return flyway.lock().locked(ATTEMPTED, () -> {
            Map<String, Integer> batches = batches();
            return undo((row, first) -> batch(first, batches).equals(batches.get(row.script())), decisions);
        });
    }

    private Integer batch(Row last, Map<String, Integer> batches) {
        Integer batch = batches.get(last.script());
        if (batch == null) {
            throw refusal("it is not known which run has applied version " + last.version()
                    + ": plain Flyway, or a release without batches; undo it by itself, or down to a version");
        }
        return batch;
    }

    private Map<String, Integer> batches() {
        try (Connection connection = flyway.dataSource().getConnection()) {
            return BatchTable.on(connection, InterruptedRuns.syntax(database), options.schema())
                    .batches();
        } catch (SQLException failed) {
            throw database.translate(failed, FailedOperation.of(ATTEMPTED, database.label()));
        }
    }

    /** Which rows are to be undone. */
    private interface Choice {
        boolean takes(Row row, Row first);
    }

    private UndoResult undo(Choice choice, List<StatementDecision> decisions) {
        return flyway.lock().locked(ATTEMPTED, () -> {
            long startedAt = System.nanoTime();
            Optional<String> before = flyway.info().version();
            Map<MigrationVersion, LoadableResource> scripts = scripts();
            List<AppliedMigration> undone = new ArrayList<>();
            try {
                List<Row> chosen = chosen(choice, scripts);
                decide(decisions, chosen, scripts);
                for (Row row : chosen) {
                    undone.add(undo(row, script(row, scripts)));
                }
            } catch (SQLException failed) {
                throw database.translate(failed, FailedOperation.of(ATTEMPTED, database.label()));
            }
            return new UndoResult(
                    database.label(),
                    before,
                    undone.isEmpty() ? before : flyway.info().version(),
                    undone,
                    Duration.ofNanos(System.nanoTime() - startedAt));
        });
    }

    /** What a person says is about the script that comes first, since no other one can have been cut off. */
    private void decide(
            List<StatementDecision> decisions, List<Row> chosen, Map<MigrationVersion, LoadableResource> scripts) {
        List<String> open = new InterruptedRuns(database, options.schema()).openUndo();
        UndoScript first =
                chosen.isEmpty() ? null : new UndoScript(database, options, flyway, script(chosen.get(0), scripts));
        boolean cutOff = first != null && open.contains(first.key().script());
        if (!decisions.isEmpty() && first != null && cutOff) {
            new InterruptedRuns(database, options.schema()).decide(first.key(), first.statements(), decisions);
        } else if (!decisions.isEmpty()) {
            throw refusal("no undo script was cut off: there is nothing to decide");
        } else if (!open.isEmpty() && !cutOff) {
            throw refusal(open.get(0) + " was cut off in its middle: undo that version first");
        }
    }

    private static LoadableResource script(Row row, Map<MigrationVersion, LoadableResource> scripts) {
        return Objects.requireNonNull(scripts.get(MigrationVersion.fromVersion(row.version())));
    }

    /** {@return the undo scripts by the version that they undo} */
    Map<MigrationVersion, LoadableResource> scripts() {
        Map<MigrationVersion, LoadableResource> found = new TreeMap<>();
        for (LoadableResource script : flyway.scripts("U")) {
            String version = version(script);
            LoadableResource other =
                    version.isEmpty() ? null : found.put(MigrationVersion.fromVersion(version), script);
            if (other != null) {
                throw refusal("both " + other.getRelativePath() + " and " + script.getRelativePath() + " undo version "
                        + version);
            }
        }
        return found;
    }

    private String version(LoadableResource script) {
        String name = script.getFilename();
        int end = name.indexOf(separator());
        String version = end < 0 ? "" : name.substring(1, end).replace('_', '.');
        return version.matches("[0-9]+(\\.[0-9]+)*") ? version : "";
    }

    private String separator() {
        return options.flyway().getOrDefault("sqlMigrationSeparator", "__");
    }

    private List<Row> chosen(Choice choice, Map<MigrationVersion, LoadableResource> scripts) throws SQLException {
        List<Row> chosen = new ArrayList<>();
        List<Row> applied = applied();
        for (Row row : applied) {
            if (!row.success()) {
                throw refusal(row.script() + " has failed: resume or repair it before anything is undone");
            }
            if (choice.takes(row, applied.get(0))) {
                if (row.type().equals("BASELINE")) {
                    throw refusal("version " + row.version() + " is a baseline: what it stands for was made elsewhere");
                }
                if (!scripts.containsKey(MigrationVersion.fromVersion(row.version()))) {
                    throw refusal("version " + row.version() + " has no undo script: nothing was undone; write U"
                            + row.version() + "__….sql, or undo to a version above it");
                }
                chosen.add(row);
            }
        }
        return chosen;
    }

    private List<Row> applied() throws SQLException {
        if (!flyway.hasHistory()) {
            return List.of();
        }
        try (Connection connection = flyway.dataSource().getConnection()) {
            return history.newestFirst(connection);
        }
    }

    private AppliedMigration undo(Row row, LoadableResource script) throws SQLException {
        long startedAt = System.nanoTime();
        new UndoScript(database, options, flyway, script).run(row);
        String name = script.getFilename();
        String description = name.substring(
                        name.indexOf(separator()) + separator().length())
                .replaceAll("\\.[^.]*$", "")
                .replace('_', ' ');
        Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
        return new AppliedMigration(Optional.of(row.version()), description, script.getRelativePath(), took);
    }

    private MigrationException refusal(String why) {
        return new MigrationException(
                FailedOperation.of(ATTEMPTED, database.label()).message(why), null);
    }
}
