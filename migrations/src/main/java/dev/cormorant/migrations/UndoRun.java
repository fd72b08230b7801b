package dev.cormorant.migrations;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.MigrationException;
import dev.cormorant.migrations.AppliedVersions.Row;
import dev.cormorant.migrations.internal.script.ScriptParser;
import dev.cormorant.migrations.internal.script.ScriptStatement;
import dev.cormorant.migrations.internal.script.Syntax;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** Runs undo scripts, the newest migration first. Flyway without a licence has no undo. */
final class UndoRun {

    private static final String ATTEMPTED = "undo migrations";

    private final Database database;
    private final FlywayRun flyway;
    private final MigrationOptions options;
    private final AppliedVersions history;

    UndoRun(Database database, MigrationOptions options) {
        this.database = database;
        this.flyway = new FlywayRun(database, options);
        this.options = options;
        this.history = new AppliedVersions(database.driver(), options);
    }

    /** Undoes the last version. */
    UndoResult last() {
        return undo((row, first) -> first);
    }

    /** Undoes every version above one. */
    UndoResult above(MigrationVersion version) {
        return undo((row, first) -> MigrationVersion.fromVersion(row.version()).compareTo(version) > 0);
    }

    /** Which rows are to be undone. */
    private interface Choice {
        boolean takes(Row row, boolean first);
    }

    private UndoResult undo(Choice choice) {
        long startedAt = System.nanoTime();
        Optional<String> before = flyway.info().version();
        Map<MigrationVersion, LoadableResource> scripts = scripts();
        List<AppliedMigration> undone = new ArrayList<>();
        try {
            for (Row row : chosen(choice, scripts)) {
                LoadableResource script = scripts.get(MigrationVersion.fromVersion(row.version()));
                if (script != null) {
                    undone.add(undo(row, script));
                }
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
    }

    /** {@return the undo scripts by the version that they undo} */
    Map<MigrationVersion, LoadableResource> scripts() {
        Map<MigrationVersion, LoadableResource> found = new TreeMap<>();
        for (LoadableResource script : flyway.scripts("U")) {
            String version = version(script);
            LoadableResource other =
                    version.isEmpty() ? null : found.put(MigrationVersion.fromVersion(version), script);
            if (other != null) {
                throw refusal(
                        "both " + other.getRelativePath() + " and " + script.getRelativePath() + " undo version "
                                + version,
                        null);
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
        for (Row row : flyway.hasHistory() ? history.newestFirst(database) : List.<Row>of()) {
            if (!row.success()) {
                throw refusal(row.script() + " has failed: resume or repair it before anything is undone", null);
            }
            if (choice.takes(row, chosen.isEmpty())) {
                if (row.type().equals("BASELINE")) {
                    throw refusal(
                            "version " + row.version() + " is a baseline: what it stands for was made elsewhere", null);
                }
                if (!scripts.containsKey(MigrationVersion.fromVersion(row.version()))) {
                    throw refusal(
                            "version " + row.version() + " has no undo script: nothing was undone; write U"
                                    + row.version() + "__….sql, or undo to a version above it",
                            null);
                }
                chosen.add(row);
            }
        }
        return chosen;
    }

    private AppliedMigration undo(Row row, LoadableResource script) throws SQLException {
        long startedAt = System.nanoTime();
        Syntax syntax = Syntax.valueOf(database.driver().toUpperCase(Locale.ROOT));
        List<ScriptStatement> statements = ScriptParser.parse(options.filled(ScriptGuard.text(script)), syntax);
        try (Connection connection = flyway.dataSource().getConnection()) {
            history.makeTable(connection);
            connection.setAutoCommit(false);
            try {
                history.enterSchema(connection);
                run(connection, script.getRelativePath(), statements);
                if (!history.remove(connection, row, script.getRelativePath())) {
                    throw refusal("version " + row.version() + " was undone by somebody else meanwhile", null);
                }
                connection.commit();
            } catch (SQLException | RuntimeException failed) {
                rollBackAfter(failed, connection);
                throw failed;
            } finally {
                connection.setAutoCommit(true);
            }
        }
        String name = script.getFilename();
        String description = name.substring(
                        name.indexOf(separator()) + separator().length())
                .replaceAll("\\.[^.]*$", "")
                .replace('_', ' ');
        Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
        return new AppliedMigration(Optional.of(row.version()), description, script.getRelativePath(), took);
    }

    private static void rollBackAfter(Exception failed, Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException lost) {
            failed.addSuppressed(lost);
        }
    }

    private void run(Connection connection, String script, List<ScriptStatement> statements) throws SQLException {
        int done = 0;
        try (Statement statement = connection.createStatement()) {
            for (ScriptStatement next : statements) {
                try {
                    statement.execute(next.text());
                    done++;
                } catch (SQLException failed) {
                    throw refusal(failure(script, next, done, failed), failed);
                }
            }
        }
    }

    private String failure(String script, ScriptStatement failing, int done, SQLException failed) {
        String left = database.driver().equals("mysql") && done > 0
                ? "; the " + done
                        + " statements before it have taken effect, since DDL commits on its own here: take them"
                        + " out of the script, mend it, and undo again"
                : "; nothing of the script has taken effect";
        return script + ", line " + failing.line() + ": " + failed.getMessage() + left;
    }

    private MigrationException refusal(String why, @Nullable Throwable cause) {
        return new MigrationException(
                FailedOperation.of(ATTEMPTED, database.label()).message(why), cause);
    }
}
