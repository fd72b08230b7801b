package dev.cormorant.migrations;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.MigrationException;
import dev.cormorant.migrations.internal.journal.DefinitionPresence;
import dev.cormorant.migrations.internal.journal.EntryState;
import dev.cormorant.migrations.internal.journal.JournalEntry;
import dev.cormorant.migrations.internal.journal.JournalKey;
import dev.cormorant.migrations.internal.journal.JournalTable;
import dev.cormorant.migrations.internal.journal.Standing;
import dev.cormorant.migrations.internal.journal.Standings;
import dev.cormorant.migrations.internal.journal.StatementText;
import dev.cormorant.migrations.internal.script.Syntax;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the journal of one database knows of scripts that did not end. */
final class InterruptedRuns {

    private final Database database;
    private final Syntax syntax;
    private final Optional<String> schema;

    InterruptedRuns(Database database, Optional<String> schema) {
        this.database = database;
        this.schema = schema;
        this.syntax = syntax(database);
    }

    static Syntax syntax(Database database) {
        return syntax(database.driver());
    }

    static Syntax syntax(String driver) {
        return switch (driver) {
            case "mysql" -> Syntax.MYSQL;
            case "sqlite" -> Syntax.SQLITE;
            default -> Syntax.POSTGRES;
        };
    }

    /** What is done with the table. */
    private interface Work<T> {
        T with(Connection connection, JournalTable journal) throws SQLException;
    }

    private <T> T work(String attempted, Work<T> work) {
        // The thread may hold the session that has the lock, and then asks for another one.
        try (Connection connection = database.dataSource().getConnection()) {
            return work.with(connection, JournalTable.on(connection, syntax, schema));
        } catch (SQLException failed) {
            throw database.translate(failed, FailedOperation.of(attempted, database.label()));
        }
    }

    /** {@return the scripts that the journal has entries of, by their names in the history} */
    List<String> open() {
        return work("read the journal of migrations", (connection, journal) -> journal.open(false));
    }

    /** {@return the undo scripts that it has entries of} */
    List<String> openUndo() {
        return work("read the journal of migrations", (connection, journal) -> journal.open(true));
    }

    /** {@return Flyway's checksum of the script when it was run last; empty if the journal has no entry of it} */
    Optional<Integer> checksum(String script) {
        return work("read the journal of migrations", (connection, journal) -> journal.entries(script).values().stream()
                .map(JournalEntry::checksum)
                .findFirst());
    }

    void finish(List<String> scripts) {
        work("end the journal of migrations", (connection, journal) -> {
            for (String script : scripts) {
                journal.finish(script);
            }
            return scripts.size();
        });
    }

    /** Ends the entries of all scripts, undo scripts included. */
    void forget() {
        work("end the journal of migrations", (connection, journal) -> {
            for (boolean undo : new boolean[] {false, true}) {
                for (String script : journal.open(undo)) {
                    journal.finish(new JournalKey(script, undo).text());
                }
            }
            return true;
        });
    }

    /** Where each statement of a script stands. */
    InterruptedMigration look(String script, List<StatementText> statements) {
        List<Standing> standings = work(
                "read the journal of migrations",
                (connection, journal) -> Standings.of(
                        statements, journal.entries(script), syntax, new DefinitionPresence(connection, syntax)));
        return new InterruptedMigration(
                database.label(),
                script,
                standings.stream().map(InterruptedRuns::statement).toList());
    }

    private static InterruptedStatement statement(Standing standing) {
        return new InterruptedStatement(
                standing.number(),
                standing.statement().map(StatementText::line).orElse(0),
                standing.statement().map(StatementText::shortened).orElse(""),
                StatementState.valueOf(standing.state().name()));
    }

    /** Writes down what a person has said. */
    void decide(JournalKey script, List<StatementText> statements, List<StatementDecision> decisions) {
        work("write the journal of migrations", (connection, journal) -> {
            Map<Integer, JournalEntry> entries = journal.entries(script.text());
            for (StatementDecision decision : decisions) {
                JournalEntry known = entries.get(decision.statement());
                if (known == null) {
                    throw refused("statement " + decision.statement() + " of " + script.script()
                            + " was never sent: there is nothing to decide about it");
                }
                Optional<StatementText> now =
                        statements.stream().skip(decision.statement() - 1L).findFirst();
                journal.write(
                        script.text(),
                        new JournalEntry(
                                known.statement(),
                                now.map(StatementText::hash).orElse(known.hash()),
                                decision.applied() ? EntryState.MARKED : EntryState.AGAIN,
                                now.map(StatementText::sql).orElse(known.sql()),
                                known.checksum()),
                        Optional.of(decision.reason()));
            }
            return entries.size();
        });
    }

    /** Takes the failed run of a script out of the history, so that Flyway runs it again. */
    void forgetFailure(String script, String historyTable) {
        work("go on with migrations", (connection, journal) -> journal.deleteFailedRun(historyTable, script));
    }

    MigrationException refused(String why) {
        return new MigrationException(
                FailedOperation.of("go on with migrations", database.label()).message(why), null);
    }
}
