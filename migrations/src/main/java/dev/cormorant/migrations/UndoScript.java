package dev.cormorant.migrations;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.MigrationException;
import dev.cormorant.migrations.AppliedVersions.Row;
import dev.cormorant.migrations.internal.journal.BatchTable;
import dev.cormorant.migrations.internal.journal.JournalKey;
import dev.cormorant.migrations.internal.journal.JournalRefusal;
import dev.cormorant.migrations.internal.journal.JournalTable;
import dev.cormorant.migrations.internal.journal.JournaledScript;
import dev.cormorant.migrations.internal.journal.StatementKind;
import dev.cormorant.migrations.internal.journal.StatementText;
import dev.cormorant.migrations.internal.run.RunConnections;
import dev.cormorant.migrations.internal.run.ScriptProgress;
import dev.cormorant.migrations.internal.script.ScriptParser;
import dev.cormorant.migrations.internal.script.ScriptStatement;
import dev.cormorant.migrations.internal.script.Syntax;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** One undo script: in a transaction, or, where definitions commit on their own, statement by statement with the journal. */
final class UndoScript {

    private final Database database;
    private final MigrationOptions options;
    private final FlywayRun flyway;
    private final AppliedVersions history;
    private final Syntax syntax;
    private final JournalKey key;
    private final List<StatementText> statements;

    UndoScript(Database database, MigrationOptions options, FlywayRun flyway, LoadableResource script) {
        this.database = database;
        this.options = options;
        this.history = new AppliedVersions(database.driver(), options);
        this.flyway = flyway;
        this.syntax = InterruptedRuns.syntax(database);
        this.key = new JournalKey(script.getRelativePath(), true);
        this.statements = ScriptParser.parse(options.filled(ScriptGuard.text(script)), syntax).stream()
                .map(this::statement)
                .toList();
    }

    private StatementText statement(ScriptStatement parsed) {
        return StatementText.of(parsed.line(), parsed.text(), syntax);
    }

    JournalKey key() {
        return key;
    }

    List<StatementText> statements() {
        return statements;
    }

    /** Runs it, takes the version out of the history, and ends its journal. */
    void run(Row row) throws SQLException {
        ScriptProgress progress = flyway.progress();
        progress.script(ScriptProgress.Step.BEGUN, key.script());
        boolean success = false;
        try (RunConnections connections = flyway.lock().connections(flyway.dataSource())) {
            run(row, connections.worker());
            success = true;
        } finally {
            progress.script(success ? ScriptProgress.Step.ENDED : ScriptProgress.Step.FAILED, key.script());
        }
    }

    private void run(Row row, Connection connection) throws SQLException {
        history.makeTable(connection);
        JournalTable journal = JournalTable.on(connection, syntax, options.schema());
        boolean journaled = isJournaled();
        if (journaled) {
            journal.create();
        }
        connection.setAutoCommit(false);
        try {
            history.enterSchema(connection);
            if (journaled) {
                runWith(journal, connection);
            } else {
                runTogether(connection);
            }
            if (!history.remove(connection, row, key.script())) {
                throw refusal("version " + row.version() + " was undone by somebody else meanwhile", null);
            }
            forget(row, connection);
            if (journaled) {
                journal.finish(key.text());
            }
            connection.commit();
        } catch (SQLException | RuntimeException failed) {
            rollBackAfter(failed, connection);
            throw failed;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private boolean isJournaled() {
        return syntax == Syntax.MYSQL
                && statements.stream()
                        .noneMatch(statement -> StatementKind.of(statement, syntax, true) == StatementKind.SPANNING);
    }

    private void forget(Row row, Connection connection) throws SQLException {
        BatchTable batches = BatchTable.on(connection, syntax, options.schema());
        if (batches.exists()) {
            batches.remove(row.script());
        }
    }

    private void runWith(JournalTable journal, Connection connection) throws SQLException {
        JournaledScript script = new JournaledScript(connection, journal, syntax, key, 0, statements);
        try {
            script.run(Collections.nCopies(statements.size(), true), index -> {
                try {
                    runOne(connection, index);
                } catch (SQLException failed) {
                    throw refusal(
                            failure(index, failed) + "; the " + index + " statements before it have taken effect, since"
                                    + " definitions commit on their own here: mend this one and those behind it, and undo"
                                    + " goes on here",
                            failed);
                }
            });
        } catch (JournalRefusal refused) {
            throw refusal(String.valueOf(refused.getMessage()), refused);
        }
    }

    private void runTogether(Connection connection) throws SQLException {
        for (int index = 0; index < statements.size(); index++) {
            try {
                runOne(connection, index);
            } catch (SQLException failed) {
                String left = syntax == Syntax.MYSQL && index > 0
                        ? "; the " + index
                                + " statements before it have taken effect, since DDL commits on its own here: take them"
                                + " out of the script, mend it, and undo again"
                        : "; nothing of the script has taken effect";
                throw refusal(failure(index, failed) + left, failed);
            }
        }
    }

    private void runOne(Connection connection, int index) throws SQLException {
        flyway.progress().statement(key.script(), index + 1, statements.size());
        try (Statement statement = connection.createStatement()) {
            statement.execute(statements.get(index).sql());
        }
    }

    private String failure(int index, SQLException failed) {
        return key.script() + ", line " + statements.get(index).line() + ": " + failed.getMessage();
    }

    private static void rollBackAfter(Exception failed, Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException lost) {
            failed.addSuppressed(lost);
        }
    }

    private MigrationException refusal(String why, @Nullable Throwable cause) {
        return new MigrationException(
                FailedOperation.of(UndoRun.ATTEMPTED, database.label()).message(why), cause);
    }
}
