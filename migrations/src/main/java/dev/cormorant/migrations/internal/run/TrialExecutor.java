package dev.cormorant.migrations.internal.run;

import dev.cormorant.migrations.internal.journal.StatementText;
import dev.cormorant.migrations.internal.script.Syntax;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.jdbc.Results;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlScriptExecutor;
import org.flywaydb.core.internal.sqlscript.SqlStatement;

/** Has Flyway run the statements of a script that can be taken back, and notes what becomes of each. */
final class TrialExecutor implements SqlScriptExecutor {

    private final SqlScriptExecutor flyway;
    private final Trial trial;
    private final Syntax syntax;
    private final Optional<Connection> transaction;

    TrialExecutor(SqlScriptExecutor flyway, Trial trial, Syntax syntax, Optional<Connection> transaction) {
        this.flyway = flyway;
        this.trial = trial;
        this.syntax = syntax;
        this.transaction = transaction;
    }

    @Override
    public List<Results> execute(SqlScript script, Configuration configuration) {
        ScriptText text = ScriptText.of(script, 0, syntax);
        List<Results> results = new ArrayList<>();
        for (int i = 0; i < text.statements().size(); i++) {
            SqlStatement statement = text.flyway().get(i);
            Optional<String> why = whyNot(text.statements().get(i), statement);
            if (why.isPresent()) {
                trial.note(text.script(), i + 1, new TrialOutcome(TrialOutcome.State.NOT_TRIED, why.get()));
            } else {
                results.addAll(run(script, text.script(), i + 1, statement, configuration));
            }
        }
        return results;
    }

    private Optional<String> whyNot(StatementText text, SqlStatement statement) {
        if (transaction.isEmpty()) {
            return Optional.empty();
        }
        return statement.canExecuteInTransaction()
                ? NotToBeTried.why(text.parsed(), syntax)
                : Optional.of("it does not run in a transaction");
    }

    private List<Results> run(
            SqlScript script, String name, int number, SqlStatement statement, Configuration configuration) {
        try {
            List<Results> results = flyway.execute(new OneStatement(script, statement), configuration);
            trial.note(name, number, new TrialOutcome(TrialOutcome.State.PASSED, ""));
            return results;
        } catch (FlywayException failed) {
            trial.note(name, number, new TrialOutcome(TrialOutcome.State.FAILED, why(failed)));
            transaction.ifPresent(connection -> rollBackAfter(failed, connection));
            throw new TrialEnded(failed);
        }
    }

    private static String why(FlywayException failed) {
        for (Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException && cause.getMessage() != null) {
                return cause.getMessage().strip();
            }
        }
        return String.valueOf(failed.getMessage()).strip();
    }

    /** Flyway gives back its lock over the same connection, and PostgreSQL takes nothing before the rollback. */
    private static void rollBackAfter(FlywayException failed, Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException lost) {
            failed.addSuppressed(lost);
        }
    }
}
