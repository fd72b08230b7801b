package dev.cormorant.migrations.cli;

import dev.cormorant.migrations.Migrator;
import dev.cormorant.migrations.PlanOptions;
import dev.cormorant.migrations.PlanResult;
import dev.cormorant.migrations.PlannedScript;
import dev.cormorant.migrations.PlannedStatement;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code plan}. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Writes the SQL that migrate would run, and tries it: on PostgreSQL and SQLite in a transaction that is rolled back, on"
                        + " MySQL and MariaDB in a throwaway copy of the schema, without rows. Changes nothing. Exit codes: 0 if nothing"
                        + " is pending, 3 if something is and would pass, 1 if a statement fails.")
final class PlanCommand extends MigrationCommand {

    @Option(names = "--no-trial", description = "Only write the SQL; lock nothing and make no copy.")
    private boolean noTrial;

    @Mixin
    private ThrowawayOptions throwaway = new ThrowawayOptions();

    PlanCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Migrator migrator) {
        PlanOptions options = new PlanOptions(!noTrial, throwaway.server(surroundings));
        PlanResult plan = migrator.plan(options);
        if (wantsJson()) {
            printJson(new TreeMap<>(Map.of(
                    "database", plan.database(),
                    "version", plan.version(),
                    "trial", lower(plan.trial()),
                    "passes", plan.failedScript().isEmpty(),
                    "notCopied", plan.notCopied(),
                    "scripts", plan.scripts().stream().map(PlanCommand::json).toList())));
        } else {
            plan.scripts().forEach(this::print);
            printEnd(plan);
        }
        plan.failedScript().ifPresent(this::printFailure);
        return plan.failedScript().isPresent()
                ? ExitCode.FAILED
                : plan.scripts().isEmpty() ? ExitCode.OK : ExitCode.PENDING;
    }

    private static Map<String, Object> json(PlannedScript script) {
        return new TreeMap<>(Map.of(
                "version", script.version(),
                "description", script.description(),
                "script", script.script(),
                "inTransaction", script.inTransaction(),
                "statements",
                        script.statements().stream().map(PlanCommand::json).toList()));
    }

    private static Map<String, Object> json(PlannedStatement statement) {
        return new TreeMap<>(Map.of(
                "statement", statement.number(),
                "line", statement.line(),
                "sql", statement.sql(),
                "inTransaction", statement.inTransaction(),
                "state", lower(statement.state()),
                "why", statement.why()));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** As SQL, so that it may be kept as a file. */
    private void print(PlannedScript script) {
        out().printf("-- %s, %s%n", script.script(), script.inTransaction() ? "in a transaction" : "in no transaction");
        if (script.statements().isEmpty()) {
            out().println("-- no statements that can be shown");
        }
        for (PlannedStatement statement : script.statements()) {
            String why = statement.why().isEmpty() ? "" : ": " + OneLine.of(statement.why());
            out().printf(
                            "-- statement %d, line %d, %s%s%n",
                            statement.number(), statement.line(), lower(statement.state()), why);
            out().println(statement.sql() + ";");
        }
        out().println();
    }

    private void printEnd(PlanResult plan) {
        plan.notCopied().forEach(object -> out().println("-- differs in the copy of the schema: " + object));
        if (plan.scripts().isEmpty()) {
            out().printf(
                            "-- %s has nothing pending at version %s%n",
                            plan.database(), plan.version().orElse("none"));
            return;
        }
        String tried =
                switch (plan.trial()) {
                    case NONE -> "nothing was tried";
                    case ROLLED_BACK -> "tried in a transaction that was rolled back";
                    case THROWAWAY -> "tried in a throwaway copy of the schema";
                };
        out().printf(
                        "-- %s at version %s: %s, %s would run; %s, %d not tried%n",
                        plan.database(),
                        plan.version().orElse("none"),
                        Count.of(plan.scripts().size(), "script"),
                        Count.of(plan.statements().count(), "statement"),
                        tried,
                        plan.notTried());
    }

    private void printFailure(PlannedScript script) {
        script.failure().ifPresent(failed -> surroundings
                .err()
                .printf(
                        "orm: %s, statement %d, line %d, would fail: %s%n",
                        script.script(), failed.number(), failed.line(), OneLine.of(failed.why())));
    }
}
