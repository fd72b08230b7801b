package dev.cormorant.migrations;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.ConnectionUnavailableException;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.migrations.ScriptChange.Kind;
import dev.cormorant.migrations.internal.kept.KeptScripts;
import dev.cormorant.migrations.internal.kept.KeptStatement;
import dev.cormorant.migrations.internal.kept.KeptStatements;
import dev.cormorant.migrations.internal.kept.ScriptDifferences;
import dev.cormorant.migrations.internal.kept.ScriptVariants;
import dev.cormorant.migrations.internal.kept.StatementDifference;
import dev.cormorant.migrations.internal.script.Syntax;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.resource.LoadableResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what scripts consist of when they are applied, and says what was changed in them since. */
final class ChangedScripts {

    private static final Logger LOG = LoggerFactory.getLogger(ChangedScripts.class);

    private static final String ATTEMPTED = "look at scripts that were applied";

    /** Other runners do the same at the same time. */
    private static final int TRIES = 3;

    private final Database database;
    private final FlywayRun run;
    private final Syntax syntax;

    ChangedScripts(Database database, FlywayRun run) {
        this.database = database;
        this.run = run;
        this.syntax = InterruptedRuns.syntax(database);
    }

    /** What is done with the table. */
    private interface Work<T> {
        T with(KeptScripts kept) throws SQLException;
    }

    private KeptScripts kept(Connection connection) throws SQLException {
        return new KeptScripts(
                connection, syntax, run.options().schema(), run.options().historyTable());
    }

    private <T> T work(Work<T> work) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return work.with(kept(connection));
        }
    }

    /**
     * Keeps every script that agrees with the history and is not kept yet, those that plain Flyway has applied among them. What fails
     * is said in the log and no failure: the next run does it, and scripts are applied all the same.
     */
    void keep() {
        for (int i = 1; i <= TRIES; i++) {
            try {
                keepOnce();
                return;
            } catch (ConnectionUnavailableException gone) {
                LOG.debug("{}: what was applied is not kept by this run: {}", database.label(), gone.getMessage());
                return;
            } catch (SQLException | RuntimeException failed) {
                if (i == TRIES) {
                    LOG.warn(
                            "{}: what was applied cannot be kept in {}, so that a later change of a script cannot be explained: {}",
                            database.label(),
                            KeptScripts.NAME,
                            failed.getMessage());
                }
            }
        }
    }

    private void keepOnce() throws SQLException {
        Map<String, Integer> known = work(KeptScripts::checksums);
        List<MigrationInfo> missing = run.history().stream()
                .filter(ChangedScripts::agrees)
                .filter(script -> !script.getAppliedChecksum()
                        .equals(known.get(script.getVersion().getVersion())))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        Map<String, LoadableResource> files = files();
        work(kept -> {
            kept.create();
            return missing.size();
        });
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try {
                write(kept(connection), missing, files);
                connection.commit();
            } catch (SQLException | RuntimeException failed) {
                connection.rollback();
                throw failed;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private void write(KeptScripts kept, List<MigrationInfo> scripts, Map<String, LoadableResource> files)
            throws SQLException {
        for (MigrationInfo script : scripts) {
            LoadableResource file = files.get(script.getScript());
            if (file != null) {
                kept.write(
                        script.getVersion().getVersion(),
                        script.getAppliedChecksum(),
                        KeptStatements.of(ScriptGuard.text(file), syntax));
            }
        }
    }

    private static boolean agrees(MigrationInfo script) {
        return script.isVersioned()
                && script.getInstalledRank() != null
                && !script.getState().isFailed()
                && script.getAppliedChecksum() != null
                && script.getAppliedChecksum().equals(script.getResolvedChecksum());
    }

    private Map<String, LoadableResource> files() {
        Map<String, LoadableResource> files = new TreeMap<>();
        run.scripts(run.options().flyway().getOrDefault("sqlMigrationPrefix", "V"))
                .forEach(file -> files.put(file.getRelativePath(), file));
        return files;
    }

    /** {@return the same with what was changed in the scripts that are not what was applied} */
    ValidationResult explain(ValidationResult found) {
        if (found.problems().stream().allMatch(problem -> problem.change().isEmpty())) {
            return found;
        }
        Map<String, LoadableResource> files = files();
        Map<String, MigrationInfo> versions = new TreeMap<>();
        run.history().stream()
                .filter(script -> script.isVersioned() && script.getAppliedChecksum() != null)
                .forEach(script -> versions.put(script.getVersion().getVersion(), script));
        return new ValidationResult(
                found.database(),
                found.checked(),
                found.problems().stream()
                        .map(problem -> problem.change().isEmpty() ? problem : explain(problem, versions, files))
                        .toList());
    }

    private ValidationProblem explain(
            ValidationProblem problem, Map<String, MigrationInfo> versions, Map<String, LoadableResource> files) {
        MigrationInfo script = problem.version().map(versions::get).orElse(null);
        LoadableResource file = script == null ? null : files.get(script.getScript());
        ScriptChange change = script == null || file == null
                ? new ScriptChange(Kind.UNKNOWN, List.of(), 0)
                : change(script, ScriptGuard.text(file));
        return new ValidationProblem(
                problem.version(), problem.script(), ChangeReasons.of(change), Optional.of(change));
    }

    private ScriptChange change(MigrationInfo script, String now) {
        Optional<List<KeptStatement>> after = KeptStatements.of(now, syntax);
        Optional<List<KeptStatement>> before = before(script, now);
        if (after.isEmpty() || before.isEmpty()) {
            return new ScriptChange(Kind.UNKNOWN, List.of(), 0);
        }
        List<StatementDifference> differences = ScriptDifferences.of(before.get(), after.get());
        return new ScriptChange(
                differences.isEmpty() ? Kind.COSMETIC : Kind.STATEMENTS,
                differences.stream()
                        .limit(ScriptChange.MOST)
                        .map(ChangedScripts::change)
                        .toList(),
                differences.size());
    }

    /** What was applied: as it was kept, else as its checksum lets it be guessed. */
    private Optional<List<KeptStatement>> before(MigrationInfo script, String now) {
        int checksum = script.getAppliedChecksum();
        try {
            Optional<List<KeptStatement>> kept =
                    work(table -> table.read(script.getVersion().getVersion(), checksum));
            return kept.isPresent()
                    ? kept
                    : ScriptVariants.find(now, checksum).flatMap(text -> KeptStatements.of(text, syntax));
        } catch (SQLException failed) {
            throw database.translate(failed, FailedOperation.of(ATTEMPTED, database.label()));
        }
    }

    private static StatementChange change(StatementDifference difference) {
        Optional<KeptStatement> before = difference.before();
        Optional<KeptStatement> after = difference.after();
        KeptStatement there = after.or(() -> before).orElseThrow();
        String was = before.map(KeptStatement::text).orElse("");
        String is = after.map(KeptStatement::text).orElse("");
        boolean hidden = was.equals(is);
        int place = before.isPresent() && after.isPresent() ? Excerpt.difference(was, is) : 0;
        return new StatementChange(
                before.isEmpty()
                        ? StatementChange.Kind.ADDED
                        : after.isEmpty() ? StatementChange.Kind.REMOVED : StatementChange.Kind.CHANGED,
                there.number(),
                there.line(),
                Optional.of(was).filter(text -> !text.isEmpty() && !hidden).map(text -> Excerpt.around(text, place)),
                Optional.of(is).filter(text -> !text.isEmpty() && !hidden).map(text -> Excerpt.around(text, place)));
    }

    /** Accepts the scripts of which only layout, comments or case were changed. */
    CosmeticRepairResult repair() {
        ValidationResult found = run.validate();
        Map<String, MigrationInfo> versions = new TreeMap<>();
        run.history().stream()
                .filter(MigrationInfo::isVersioned)
                .forEach(script -> versions.put(script.getVersion().getVersion(), script));
        List<String> accepted = new ArrayList<>();
        try {
            for (ValidationProblem problem : found.problems()) {
                MigrationInfo script = problem.version().map(versions::get).orElse(null);
                if (script != null
                        && problem.change().filter(ScriptChange::isCosmetic).isPresent()) {
                    accept(script);
                    accepted.add(script.getVersion().getVersion());
                }
            }
        } catch (SQLException failed) {
            throw database.translate(failed, FailedOperation.of("repair the history of migrations", database.label()));
        }
        keep();
        return new CosmeticRepairResult(
                database.label(), accepted, run.validate().problems());
    }

    private void accept(MigrationInfo script) throws SQLException {
        work(kept -> kept.accept(script.getInstalledRank(), script.getAppliedChecksum(), script.getResolvedChecksum()));
    }
}
