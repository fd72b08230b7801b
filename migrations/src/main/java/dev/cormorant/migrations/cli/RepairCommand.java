package dev.cormorant.migrations.cli;

import dev.cormorant.migrations.Migrator;
import dev.cormorant.migrations.RepairResult;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;

/** The command {@code repair}. */
@Command(
        name = "repair",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Makes the history agree with the scripts: failed runs are taken out, changed scripts accepted, missing ones"
                        + " marked as deleted. Tables are not touched.")
final class RepairCommand extends MigrationCommand {

    RepairCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Migrator migrator) {
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
