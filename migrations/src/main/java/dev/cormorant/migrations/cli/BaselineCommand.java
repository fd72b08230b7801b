package dev.cormorant.migrations.cli;

import dev.cormorant.migrations.Migrator;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code baseline}. */
@Command(
        name = "baseline",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Declares that a schema that was made in another way stands at a version: scripts up to it are not applied.")
final class BaselineCommand extends MigrationCommand {

    @Parameters(paramLabel = "VERSION", description = "The version, such as 3 or 2.1.")
    private String version = "";

    @Option(
            names = "--description",
            paramLabel = "TEXT",
            defaultValue = "baseline",
            description = "For the history; \"${DEFAULT-VALUE}\" unless given.")
    private String description = "";

    @Mixin
    private LockOptions lock = new LockOptions();

    BaselineCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void checkMore() {
        lock.check();
    }

    @Override
    int run(Migrator migrator) {
        lock.addTo(migrator).baseline(version, description);
        if (wantsJson()) {
            printJson(new TreeMap<>(Map.of("version", version, "description", description)));
        } else {
            out().println("the schema is declared to stand at version " + version);
        }
        return ExitCode.OK;
    }
}
