package dev.cormorant.migrations.internal.run;

import dev.cormorant.migrations.internal.script.Syntax;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.internal.sqlscript.SqlScriptExecutor;

/** A run of Flyway of which nothing stays, and what became of each statement. For one thread. */
public final class Trial {

    private final Syntax syntax;
    private final Optional<Connection> connection;
    private final Map<String, Map<Integer, TrialOutcome>> outcomes = new HashMap<>();
    private boolean failed;

    private Trial(Syntax syntax, Optional<Connection> connection) {
        this.syntax = syntax;
        this.connection = connection;
    }

    /**
     * A trial within one transaction, which the caller rolls back.
     *
     * @param syntax how the database reads
     * @param connection in a transaction; belongs to the caller
     * @return the trial
     */
    public static Trial rolledBack(Syntax syntax, Connection connection) {
        return new Trial(syntax, Optional.of(connection));
    }

    /**
     * A trial in a database that is thrown away.
     *
     * @param syntax how the database reads
     * @return the trial
     */
    public static Trial inThrowaway(Syntax syntax) {
        return new Trial(syntax, Optional.empty());
    }

    /** {@return where all of Flyway's connections are the one of the transaction; empty if they are its own} */
    public Optional<DataSource> connections() {
        return connection.map(real -> new TrialConnections(real, syntax));
    }

    /** {@return whether a statement has failed} */
    public boolean hasFailed() {
        return failed;
    }

    /**
     * What became of a statement.
     *
     * @param script its script, by its name in the history
     * @param statement its number in it, from 1
     * @return the outcome; empty if the trial did not come to it
     */
    public Optional<TrialOutcome> outcome(String script, int statement) {
        return Optional.ofNullable(outcomes.getOrDefault(script, Map.of()).get(statement));
    }

    SqlScriptExecutor executor(SqlScriptExecutor flyway) {
        return new TrialExecutor(flyway, this, syntax, connection);
    }

    void note(String script, int statement, TrialOutcome outcome) {
        failed |= outcome.state() == TrialOutcome.State.FAILED;
        outcomes.computeIfAbsent(script, name -> new HashMap<>()).put(statement, outcome);
    }
}
