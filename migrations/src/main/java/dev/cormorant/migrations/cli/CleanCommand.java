package dev.cormorant.migrations.cli;

import dev.cormorant.core.Database;
import dev.cormorant.migrations.Migrator;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code clean}. */
@Command(
        name = "clean",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Drops everything in a database of this machine that was marked as disposable before, history and rows"
                        + " included. Its name must be given.")
final class CleanCommand extends DatabaseCommand {

    @Option(
            names = "--name",
            paramLabel = "NAME",
            required = true,
            description = "The name of the database, or of the SQLite file without its folder.")
    private String name = "";

    @Option(names = "--mark", description = "Drop nothing, but mark the database as disposable from now on.")
    private boolean mark;

    @Option(names = "--json", description = "Write the result as one JSON document.")
    private boolean json;

    @Mixin
    private LockOptions lock = new LockOptions();

    CleanCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void checkOptions() {
        lock.check();
    }

    @Override
    int run(Database database) {
        Migrator migrator = Migrator.of(database);
        if (mark) {
            migrator.markDisposable(name);
        } else {
            lock.addTo(migrator).clean(name);
        }
        if (json) {
            printJson(new TreeMap<>(Map.of("database", database.label(), "cleaned", !mark, "disposable", true)));
        } else {
            out().println(database.label() + (mark ? " is marked as disposable" : " is empty"));
        }
        return ExitCode.OK;
    }
}
