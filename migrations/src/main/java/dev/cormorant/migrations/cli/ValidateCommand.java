package dev.cormorant.migrations.cli;

import dev.cormorant.migrations.Migrator;
import dev.cormorant.migrations.ScriptChange;
import dev.cormorant.migrations.StatementChange;
import dev.cormorant.migrations.ValidationProblem;
import dev.cormorant.migrations.ValidationResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;

/** The command {@code validate}. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Holds the scripts against those that were applied; ends with exit code 4 if they do not agree. Changes"
                        + " nothing.")
final class ValidateCommand extends MigrationCommand {

    ValidateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Migrator migrator) {
        ValidationResult result = migrator.validate();
        if (wantsJson()) {
            printJson(new TreeMap<>(Map.of(
                    "database", result.database(),
                    "checked", result.checked(),
                    "valid", result.isValid(),
                    "problems",
                            result.problems().stream()
                                    .map(ValidateCommand::json)
                                    .toList())));
        } else if (result.isValid()) {
            out().printf("%s agrees with %s%n", result.database(), Count.of(result.checked(), "script"));
        } else {
            printProblems(result.problems(), out());
        }
        return result.isValid() ? ExitCode.OK : ExitCode.INVALID;
    }

    static Map<String, Object> json(ValidationProblem problem) {
        return new TreeMap<>(Map.of(
                "version", problem.version(),
                "script", problem.script(),
                "reason", problem.reason(),
                "change", problem.change().map(ValidateCommand::json)));
    }

    private static Map<String, Object> json(ScriptChange change) {
        return new TreeMap<>(Map.of(
                "kind", lower(change.kind()),
                "differences", change.total(),
                "statements",
                        change.statements().stream().map(ValidateCommand::json).toList()));
    }

    private static Map<String, Object> json(StatementChange change) {
        return new TreeMap<>(Map.of(
                "kind", lower(change.kind()),
                "statement", change.number(),
                "line", change.line(),
                "before", change.before(),
                "after", change.after()));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static void printProblems(List<ValidationProblem> problems, PrintWriter to) {
        for (ValidationProblem problem : problems) {
            String name = problem.script().isEmpty() ? problem.version().orElse("scripts") : problem.script();
            to.printf("orm: %s: %s%n", name, OneLine.of(problem.reason()));
        }
    }
}
