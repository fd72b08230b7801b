package dev.cormorant.migrations.cli;

import dev.cormorant.core.Database;
import dev.cormorant.migrations.Migrator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** A command on the scripts of one database. */
abstract class MigrationCommand extends DatabaseCommand {

    @Option(
            names = "--location",
            paramLabel = "FOLDER",
            description =
                    "Where the scripts are: a folder, or classpath:folder; may be repeated. Without it db/migration, or"
                            + " src/main/resources/db/migration, of this folder.")
    private List<String> locations = List.of();

    @Option(names = "--json", description = "Write the result as one JSON document.")
    private boolean json;

    MigrationCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** Does the work; returns the exit code. */
    abstract int run(Migrator migrator);

    @Override
    final int run(Database database) {
        return run(Migrator.of(database).locations(places(locations)));
    }

    @Override
    final void checkOptions() {
        places(locations);
        checkMore();
    }

    /** Looks at the options of its own before anything is opened. */
    void checkMore() {}

    /** {@return where the scripts are, as a migrator takes it} */
    static String[] places(List<String> locations) {
        if (locations.isEmpty()) {
            return new String[] {
                location(ScriptFolder.find().orElseThrow(ScriptFolder::missing).toString())
            };
        }
        return locations.stream().map(MigrationCommand::location).toArray(String[]::new);
    }

    private static String location(String given) {
        if (Stream.of("classpath:", "filesystem:").anyMatch(given::startsWith)) {
            return given;
        }
        if (!Files.isDirectory(Path.of(given))) {
            throw new RefusedException("--location " + given + " is no folder that can be read");
        }
        return "filesystem:" + given;
    }

    final boolean wantsJson() {
        return json;
    }
}
