package dev.cormorant.migrations.cli;

import dev.cormorant.migrations.FlywaySettings;
import dev.cormorant.migrations.MigrationOptions;
import dev.cormorant.migrations.Migrator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that say which scripts are run, and how. */
final class ScriptOptions {

    private static final String PREFIX = "flyway.";

    @Option(
            names = "--location",
            paramLabel = "FOLDER",
            description =
                    "Where the scripts are: a folder, or classpath:folder; may be repeated. Without it flyway.locations, then"
                            + " db/migration or src/main/resources/db/migration of this folder.")
    private List<String> locations = List.of();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "A setting of Flyway, such as outOfOrder=true or placeholders.owner=app; may be repeated. Files and FLYWAY_"
                            + " variables hold the same settings.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** {@return how the scripts are run: by these options, then by the files and the environment of a Flyway project} */
    MigrationOptions options(ConnectionOptions where, Surroundings surroundings, boolean needed) {
        Map<String, String> given = new HashMap<>();
        settings.forEach((key, value) -> given.put(key.startsWith(PREFIX) ? key : PREFIX + key, value));
        FlywaySettings typed = FlywaySettings.of(given);
        if (!typed.connection().isEmpty()) {
            throw new RefusedException(
                    "--set says how scripts are run; which database and who connects say --url, --user and"
                            + " the settings files");
        }
        FlywaySettings found = where.flyway(surroundings);
        Map<String, String> all = new HashMap<>(found.options());
        all.putAll(typed.options());
        List<String> places =
                new ArrayList<>(locations.stream().map(ScriptOptions::location).toList());
        places.addAll(places.isEmpty() ? typed.locations() : List.of());
        places.addAll(places.isEmpty() ? found.locations() : List.of());
        if (places.isEmpty()) {
            Optional<Path> usual = ScriptFolder.find();
            if (usual.isEmpty() && needed) {
                throw ScriptFolder.missing();
            }
            places.add(usual.map(folder -> location(folder.toString())).orElse(Migrator.DEFAULT_LOCATION));
        }
        return new MigrationOptions(places, all);
    }

    /** {@return the same for seed data: its folder is not that of the migrations} */
    MigrationOptions seeds(ConnectionOptions where, Surroundings surroundings) {
        MigrationOptions options = options(where, surroundings, false);
        return locations.isEmpty()
                ? options.withLocations(location(ScriptFolder.seeds().toString()))
                : options;
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
}
