package dev.cormorant.migrations.cli;

import dev.cormorant.migrations.InterruptedMigration;
import dev.cormorant.migrations.InterruptedStatement;
import dev.cormorant.migrations.MigrationResult;
import dev.cormorant.migrations.Migrator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private DecisionOptions decisions = new DecisionOptions();

    @Mixin
    private LockOptions lock = new LockOptions();

    ResumeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void checkMore() {
        decisions.check();
        lock.check();
        if (show && decisions.isGiven()) {
            throw new RefusedException("--show decides nothing: leave out --mark-applied and --run-again");
        }
    }

    @Override
    int run(Migrator migrator) {
        Optional<InterruptedMigration> interrupted = migrator.interrupted();
        if (!wantsJson()) {
            interrupted.ifPresentOrElse(this::print, () -> out().println("no script was interrupted"));
            out().flush();
        }
        Optional<MigrationResult> done = show ? Optional.empty() : Optional.of(resume(migrator));
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

    private MigrationResult resume(Migrator migrator) {
        try (ProgressLine line = new ProgressLine(surroundings)) {
            return line.addTo(lock.addTo(migrator))
                    .resume(decisions.decisions())
                    .migration();
        }
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
