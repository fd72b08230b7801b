package dev.cormorant.migrations;

import dev.cormorant.migrations.internal.journal.StatementText;
import dev.cormorant.migrations.internal.run.ScriptResolver;
import dev.cormorant.migrations.internal.run.ScriptText;
import dev.cormorant.migrations.internal.run.Trial;
import dev.cormorant.migrations.internal.run.TrialOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.flywaydb.core.api.configuration.Configuration;

/** The pending scripts as they are read, before and after a trial. */
final class PlannedScripts {

    private static final Pattern SECRET = Pattern.compile("(?i).*(pass|pwd|secret|token|key|credential).*");

    private final List<PlannedScript> scripts;
    private final Set<String> code;

    private PlannedScripts(List<PlannedScript> scripts, Set<String> code) {
        this.scripts = scripts;
        this.code = code;
    }

    static PlannedScripts read(FlywayRun flyway, Collection<MigrationStatus> pending) {
        List<String> wanted = pending.stream().map(MigrationStatus::script).toList();
        return flyway.run("read the scripts", wanted, (running, scripts) -> {
            running.info();
            List<PlannedScript> read = new ArrayList<>();
            Set<String> code = new LinkedHashSet<>();
            for (MigrationStatus script : pending) {
                Optional<ScriptText> text = scripts.text(script.script());
                read.add(planned(script, text, scripts, running.getConfiguration()));
                if (text.isEmpty()) {
                    code.add(script.script());
                }
            }
            return new PlannedScripts(read, code);
        });
    }

    private static PlannedScript planned(
            MigrationStatus script, Optional<ScriptText> text, ScriptResolver scripts, Configuration settings) {
        boolean inTransaction = scripts.isInTransaction(script.script());
        List<PlannedStatement> statements = new ArrayList<>();
        for (StatementText next : text.map(ScriptText::statements).orElse(List.of())) {
            statements.add(new PlannedStatement(
                    statements.size() + 1,
                    next.line(),
                    shown(next.parsed().text(), settings.getPlaceholders()),
                    inTransaction,
                    PlannedStatement.State.NOT_TRIED,
                    "it was only read"));
        }
        return new PlannedScript(script.version(), script.description(), script.script(), inTransaction, statements);
    }

    private static String shown(String sql, Map<String, String> placeholders) {
        String shown = sql;
        for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
            if (SECRET.matcher(placeholder.getKey()).matches()
                    && !placeholder.getValue().isBlank()) {
                shown = shown.replace(placeholder.getValue(), "${" + placeholder.getKey() + "}");
            }
        }
        return shown.length() <= PlannedStatement.LONGEST
                ? shown
                : shown.substring(0, PlannedStatement.LONGEST - 1) + "…";
    }

    /** {@return the scripts up to the first migration that is code, by name} */
    Set<String> beforeTheFirstCode() {
        Set<String> before = new LinkedHashSet<>();
        for (PlannedScript script : scripts) {
            if (code.contains(script.script())) {
                break;
            }
            before.add(script.script());
        }
        return before;
    }

    List<PlannedScript> untried() {
        return scripts;
    }

    /** {@return the same with what a trial has shown} */
    List<PlannedScript> tried(Trial trial) {
        List<PlannedScript> all = new ArrayList<>();
        int notTried = 0;
        for (PlannedScript script : scripts) {
            List<PlannedStatement> statements = new ArrayList<>();
            for (PlannedStatement statement : script.statements()) {
                PlannedStatement now = tried(trial, script.script(), statement, notTried);
                notTried += now.state() == PlannedStatement.State.NOT_TRIED ? 1 : 0;
                statements.add(now);
            }
            all.add(new PlannedScript(
                    script.version(), script.description(), script.script(), script.inTransaction(), statements));
        }
        return all;
    }

    private PlannedStatement tried(Trial trial, String script, PlannedStatement statement, int notTried) {
        TrialOutcome outcome = trial.outcome(script, statement.number())
                .orElseGet(() -> new TrialOutcome(
                        TrialOutcome.State.NOT_TRIED,
                        trial.hasFailed() ? "a statement before it failed" : "a migration before it is code"));
        boolean misled = outcome.state() == TrialOutcome.State.FAILED && notTried > 0;
        return new PlannedStatement(
                statement.number(),
                statement.line(),
                statement.sql(),
                statement.inTransaction(),
                PlannedStatement.State.valueOf(outcome.state().name()),
                misled ? outcome.why() + " (of those before it " + notTried + " could not be tried)" : outcome.why());
    }
}
