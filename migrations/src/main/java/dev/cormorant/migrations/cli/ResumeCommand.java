package dev.cormorant.migrations.cli;

import dev.cormorant.migrations.InterruptedMigration;
import dev.cormorant.migrations.InterruptedStatement;
import dev.cormorant.migrations.MigrationResult;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.migrations.StatementDecision;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code resume}. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Shows what is in place of a script that failed or was killed, goes on with it at the right statement, and"
                        + " applies what is pending after it.")
final class ResumeCommand extends MigrationCommand {

    @Option(names = "--show", description = "Show what is in place, and run nothing.")
    private boolean show;

    @Option(
            names = "--mark-applied",
            paramLabel = "NUMBER",
            description = "This statement, which is in doubt, is in place; may be repeated. Needs --reason.")
    private List<Integer> applied = List.of();

    @Option(
            names = "--run-again",
            paramLabel = "NUMBER",
            description = "This statement, which is in doubt, is to be run again; may be repeated. Needs --reason.")
    private List<Integer> again = List.of();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "How you know; kept in the journal for good. At most 1000 characters.")
    private Optional<String> reason = Optional.empty();

    ResumeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void checkMore() {
        if (reason.isPresent() == (applied.isEmpty() && again.isEmpty())) {
            throw new RefusedException(
                    reason.isPresent()
                            ? "--reason is for --mark-applied and --run-again"
                            : "--mark-applied and --run-again need a --reason");
        }
        if (show && reason.isPresent()) {
            throw new RefusedException("--show decides nothing: leave out --mark-applied and --run-again");
        }
        applied.stream().filter(again::contains).findFirst().ifPresent(both -> {
            throw new RefusedException("statement " + both + " is to be marked and to be run again: give one of them");
        });
        decisions();
    }

    private StatementDecision[] decisions() {
        String why = reason.orElse("");
        return Stream.concat(
                        applied.stream().map(number -> StatementDecision.markApplied(number, why)),
                        again.stream().map(number -> StatementDecision.runAgain(number, why)))
                .toArray(StatementDecision[]::new);
    }

    @Override
    int run(Migrator migrator) {
        Optional<InterruptedMigration> interrupted = migrator.interrupted();
        if (!wantsJson()) {
            interrupted.ifPresentOrElse(this::print, () -> out().println("no script was interrupted"));
            out().flush();
        }
        Optional<MigrationResult> done = show
                ? Optional.empty()
                : Optional.of(migrator.resume(decisions()).migration());
        if (wantsJson()) {
            Map<String, Object> document = new TreeMap<>();
            document.put("interrupted", interrupted.map(ResumeCommand::json));
            document.put("migration", done.map(MigrateCommand::json));
            printJson(document);
        } else {
            done.ifPresent(result -> MigrateCommand.print(result, out()));
        }
        return ExitCode.OK;
    }

    private void print(InterruptedMigration interrupted) {
        out().println(interrupted.script() + " was interrupted:");
        for (InterruptedStatement statement : interrupted.statements()) {
            out().printf(
                            "  %-8s %3d  line %d: %s%n",
                            word(statement), statement.number(), statement.line(), statement.sql());
        }
    }

    private static String word(InterruptedStatement statement) {
        return statement.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Map<String, Object> json(InterruptedMigration interrupted) {
        return new TreeMap<>(Map.of(
                "database", interrupted.database(),
                "script", interrupted.script(),
                "statements",
                        interrupted.statements().stream()
                                .map(ResumeCommand::json)
                                .toList()));
    }

    private static Map<String, Object> json(InterruptedStatement statement) {
        return new TreeMap<>(Map.of(
                "number", statement.number(),
                "line", statement.line(),
                "sql", statement.sql(),
                "state", word(statement)));
    }
}
