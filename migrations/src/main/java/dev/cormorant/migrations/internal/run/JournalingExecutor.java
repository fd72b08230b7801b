package dev.cormorant.migrations.internal.run;

import dev.cormorant.migrations.internal.journal.JournalKey;
import dev.cormorant.migrations.internal.journal.JournalTable;
import dev.cormorant.migrations.internal.journal.JournaledScript;
import dev.cormorant.migrations.internal.journal.StatementKind;
import dev.cormorant.migrations.internal.script.Syntax;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.configuration.ConfigUtils;
import org.flywaydb.core.internal.jdbc.Results;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlScriptExecutor;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;

/**
 * Has Flyway run a script: as a whole where a transaction holds it together, and statement by statement, with the journal,
 * where none does.
 */
final class JournalingExecutor implements SqlScriptExecutor {

    private static final Pattern SETS_TRANSACTION =
            Pattern.compile("(?i)\\bset\\s+(session\\s+characteristics|transaction)\\b");

    private final SqlScriptExecutor flyway;
    private final Connection connection;
    private final Syntax syntax;
    private final Checksums checksums;
    private final ScriptProgress progress;

    JournalingExecutor(
            SqlScriptExecutor flyway,
            Connection connection,
            Syntax syntax,
            Checksums checksums,
            ScriptProgress progress) {
        this.flyway = flyway;
        this.connection = connection;
        this.syntax = syntax;
        this.checksums = checksums;
        this.progress = progress;
    }

    /** Knows Flyway's checksums of the scripts. */
    @FunctionalInterface
    interface Checksums {
        int of(String script);
    }

    @Override
    public List<Results> execute(SqlScript script, Configuration configuration) {
        try {
            // A transaction holds it together, except on MySQL and MariaDB, where definitions commit; what is streamed
            // is too
            // large to be looked at before.
            boolean together = syntax != Syntax.MYSQL && !connection.getAutoCommit();
            if (script.getResource().shouldStream()) {
                return flyway.execute(script, configuration);
            }
            if (together) {
                return together(script, configuration);
            }
            if (syntax == Syntax.MYSQL) {
                new TableLockWait(connection, syntax).limit();
            }
            ScriptText text =
                    ScriptText.of(script, checksums.of(script.getResource().getRelativePath()), syntax);
            return spans(text)
                    ? flyway.execute(new WatchedScript(script, progress), configuration)
                    : journaled(script, text, configuration);
        } catch (SQLException failed) {
            throw new FlywayException(
                    "the journal of " + script.getResource().getFilename() + " cannot be read or written: "
                            + failed.getMessage(),
                    failed);
        }
    }

    private List<Results> together(SqlScript script, Configuration configuration) throws SQLException {
        Supplier<List<Results>> whole = () -> flyway.execute(new WatchedScript(script, progress), configuration);
        if (syntax != Syntax.POSTGRES || setsItsTransaction(script)) {
            return whole.get();
        }
        TableLockWait locks = new TableLockWait(connection, syntax);
        locks.limit();
        return locks.together(whole);
    }

    /** PostgreSQL takes that before anything else in a transaction only, and not behind a savepoint. */
    private static boolean setsItsTransaction(SqlScript script) {
        try (SqlStatementIterator statements = script.getSqlStatements()) {
            while (statements.hasNext()) {
                if (SETS_TRANSACTION.matcher(statements.next().getSql()).find()) {
                    return true;
                }
            }
            return false;
        }
    }

    private boolean spans(ScriptText text) {
        return text.statements().stream()
                .anyMatch(statement -> StatementKind.of(statement, syntax, true) == StatementKind.SPANNING);
    }

    private boolean isDefinition(ScriptText text, int index) {
        boolean transactional = text.flyway().get(index).canExecuteInTransaction();
        return StatementKind.of(text.statements().get(index), syntax, transactional) == StatementKind.OWN_COMMIT;
    }

    private List<Results> journaled(SqlScript script, ScriptText text, Configuration configuration)
            throws SQLException {
        JournalTable journal = JournalTable.on(
                connection, syntax, Optional.ofNullable(ConfigUtils.getCalculatedDefaultSchema(configuration)));
        journal.create();
        List<Results> results = new ArrayList<>();
        JournaledScript run = new JournaledScript(
                connection, journal, syntax, new JournalKey(text.script(), false), text.checksum(), text.statements());
        run.run(
                text.flyway().stream()
                        .map(SqlStatement::canExecuteInTransaction)
                        .toList(),
                index -> {
                    progress.statement(text.script(), index + 1, text.flyway().size());
                    SqlStatement statement = text.flyway().get(index);
                    Runnable one =
                            () -> results.addAll(flyway.execute(new OneStatement(script, statement), configuration));
                    if (syntax == Syntax.MYSQL && isDefinition(text, index)) {
                        new TableLockWait(connection, syntax).alone(one);
                    } else {
                        one.run();
                    }
                });
        return results;
    }
}
