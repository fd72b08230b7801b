package dev.cormorant.migrations.cli;

import dev.cormorant.migrations.AppliedMigration;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.migrations.StatementDecision;
import dev.cormorant.migrations.UndoCheckResult;
import dev.cormorant.migrations.UndoResult;
import dev.cormorant.migrations.schema.SchemaDifference;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code undo}. */
@Command(
        name = "undo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Undoes the version that was applied last, with its script U2__x.sql for V2__x.sql.")
final class UndoCommand extends MigrationCommand {

    @Option(names = "--to", paramLabel = "VERSION", description = "Undo every version above this one; 0 for all.")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--check",
            description =
                    "Undo nothing, but try every undo script in a throwaway database: up, down, up. Ends with exit code 5 if"
                            + " a schema is not what it was before.")
    private boolean check;

    @Option(names = "--batch", description = "Undo every version that the last run of migrate has applied.")
    private boolean batch;

    @Mixin
    private DecisionOptions decisions = new DecisionOptions();

    @Mixin
    private LockOptions lock = new LockOptions();

    @Mixin
    private ThrowawayOptions throwaway = new ThrowawayOptions();

    UndoCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void checkMore() {
        if (check && (to.isPresent() || batch || decisions.isGiven())) {
            throw new RefusedException("--check tries every undo script, and has no use for --to, --batch or --reason");
        }
        if (batch && to.isPresent()) {
            throw new RefusedException("--batch and --to say different things: give one of them");
        }
        decisions.check();
        lock.check();
        to.filter(version -> !version.matches("[0-9]+(\\.[0-9]+)*")).ifPresent(version -> {
            throw new RefusedException(
                    "--to takes a version, numbers with dots between them such as 2.1, not " + version);
        });
    }

    @Override
    int run(Migrator migrator) {
        if (check) {
            return check(migrator);
        }
        UndoResult done = undo(migrator);
        if (wantsJson()) {
            printJson(new TreeMap<>(Map.of(
                    "database", done.database(),
                    "versionBefore", done.versionBefore(),
                    "versionAfter", done.versionAfter(),
                    "undone", done.undone().stream().map(UndoCommand::json).toList(),
                    "milliseconds", done.took())));
        } else {
            print(done);
        }
        return ExitCode.OK;
    }

    private UndoResult undo(Migrator plain) {
        try (ProgressLine line = new ProgressLine(surroundings)) {
            Migrator migrator = line.addTo(lock.addTo(plain));
            StatementDecision[] decided = decisions.decisions();
            return batch
                    ? migrator.undoBatch(decided)
                    : to.map(version -> migrator.undoTo(version, decided)).orElseGet(() -> migrator.undo(decided));
        }
    }

    private static Map<String, Object> json(AppliedMigration undone) {
        return new TreeMap<>(Map.of(
                "version", undone.version(),
                "description", undone.description(),
                "script", undone.script(),
                "milliseconds", undone.took()));
    }

    private void print(UndoResult done) {
        for (AppliedMigration undone : done.undone()) {
            out().printf(
                            "undone %s %s (%d ms)%n",
                            undone.version().orElse(""),
                            undone.description(),
                            undone.took().toMillis());
        }
        out().printf(
                        "%s is at version %s, %d undone%n",
                        done.database(),
                        done.versionAfter().orElse("none"),
                        done.undone().size());
    }

    private int check(Migrator migrator) {
        UndoCheckResult result = migrator.checkUndo(throwaway.server(surroundings));
        if (wantsJson()) {
            printJson(new TreeMap<>(Map.of(
                    "database", result.database(),
                    "checked", result.checked(),
                    "withoutUndo", result.withoutUndo(),
                    "clean", result.isClean(),
                    "findings",
                            result.findings().stream().map(UndoCommand::json).toList())));
        } else {
            print(result);
        }
        return result.isClean() ? ExitCode.OK : ExitCode.DRIFT;
    }

    private static Map<String, Object> json(UndoCheckResult.Finding finding) {
        return new TreeMap<>(Map.of(
                "version", finding.version(),
                "again", finding.again(),
                "objects",
                        finding.differences().stream()
                                .map(SchemaDifference::title)
                                .toList()));
    }

    private void print(UndoCheckResult result) {
        for (UndoCheckResult.Finding finding : result.findings()) {
            String when = finding.again()
                    ? "applied again after its undo, makes a different "
                    : "its undo leaves a different ";
            for (SchemaDifference difference : finding.differences()) {
                out().printf("version %s: %s%s%n", finding.version(), when, difference.title());
            }
        }
        result.withoutUndo().forEach(version -> out().println("version " + version + ": no undo script"));
        out().printf(
                        "%s tried, %s different from before%n",
                        Count.of(result.checked().size(), "undo script"),
                        Count.of(result.findings().size(), "schema"));
    }
}
