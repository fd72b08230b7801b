package dev.cormorant.migrations.cli;

import dev.cormorant.migrations.CosmeticRepairResult;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.migrations.RepairResult;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code repair}. */
@Command(
        name = "repair",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Makes the history agree with the scripts: failed runs are taken out, changed scripts accepted, missing ones"
                        + " marked as deleted. Tables are not touched.")
final class RepairCommand extends MigrationCommand {

    @Option(
            names = "--cosmetic",
            description =
                    "Accept only scripts of which layout, comments or the case of words were changed; name the rest, with"
                            + " exit code 4.")
    private boolean cosmetic;

    @Mixin
    private LockOptions lock = new LockOptions();

    RepairCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void checkMore() {
        lock.check();
    }

    @Override
    int run(Migrator migrator) {
        return cosmetic ? repairCosmetic(lock.addTo(migrator)) : repair(lock.addTo(migrator));
    }

    private int repairCosmetic(Migrator migrator) {
        CosmeticRepairResult done = migrator.repairCosmetic();
        if (wantsJson()) {
            printJson(new TreeMap<>(Map.of(
                    "database", done.database(),
                    "accepted", done.accepted(),
                    "left", done.left().stream().map(ValidateCommand::json).toList())));
        } else {
            print("accepted as it is now: ", done.accepted());
            ValidateCommand.printProblems(done.left(), out());
            if (done.accepted().isEmpty()) {
                out().println("nothing to accept in " + done.database());
            }
        }
        return done.left().isEmpty() ? ExitCode.OK : ExitCode.INVALID;
    }

    private int repair(Migrator migrator) {
        RepairResult done = migrator.repair();
        if (wantsJson()) {
            printJson(new TreeMap<>(Map.of(
                    "database", done.database(),
                    "removed", done.removed(),
                    "deleted", done.deleted(),
                    "aligned", done.aligned())));
        } else {
            print("failed run taken out: ", done.removed());
            print("marked as deleted: ", done.deleted());
            print("accepted as it is now: ", done.aligned());
            if (!done.changedAnything()) {
                out().println("nothing to repair in " + done.database());
            }
        }
        return ExitCode.OK;
    }

    private void print(String what, List<String> scripts) {
        scripts.forEach(script -> out().println(what + script));
    }
}
