package dev.cormorant.migrations.cli;

import dev.cormorant.core.config.DatabaseConfig;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which database. */
final class ConnectionOptions {

    private static final String URL_VARIABLE = "ORM_URL";
    private static final Path DEFAULT_FILE = Path.of("orm.properties");
    private static final String SQLITE = "jdbc:sqlite:";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "JDBC URL: jdbc:sqlite:cities.db, jdbc:postgresql://host/db, jdbc:mysql://host/db. Without it the"
                            + " environment variable " + URL_VARIABLE
                            + ", then the settings file. Other ORM_ variables are settings too.")
    private Optional<String> url = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "A settings file (url=…, user=…, pool.max-size=…); orm.properties of this folder if there is one.")
    private Optional<Path> file = Optional.empty();

    @Mixin
    private LoginOptions login = new LoginOptions();

    /** {@return the settings; made anew at each call} */
    DatabaseConfig config(Surroundings surroundings) {
        return find(surroundings)
                .orElseThrow(() -> new RefusedException("no database is named: give --url, set " + URL_VARIABLE
                        + ", or write url=… into orm.properties"));
    }

    /** {@return the settings; empty if no database is named anywhere} */
    Optional<DatabaseConfig> find(Surroundings surroundings) {
        return settings(surroundings.environment()).map(config -> login.addTo(config, surroundings));
    }

    private Optional<DatabaseConfig> settings(Map<String, String> environment) {
        if (url.isPresent() && file.isPresent()) {
            throw new RefusedException("the database is given twice: by --url and by --config");
        }
        if (file.isEmpty() && (url.isPresent() || environment.containsKey(URL_VARIABLE))) {
            Map<String, String> settings = new HashMap<>(environment);
            url.ifPresent(given -> settings.put(URL_VARIABLE, given));
            return Optional.of(DatabaseConfig.fromEnvironment(settings));
        }
        if (file.isPresent() || Files.exists(DEFAULT_FILE)) {
            return Optional.of(DatabaseConfig.from(read(file.orElse(DEFAULT_FILE))));
        }
        return Optional.empty();
    }

    private static Properties read(Path file) {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            settings.load(reader);
            return settings;
        } catch (IOException | IllegalArgumentException failed) {
            throw new RefusedException("the settings file " + file + " cannot be read: " + failed.getMessage());
        }
    }

    /** SQLite would make an empty database of a name that was mistyped. */
    static void refuseMissingFile(DatabaseConfig config) {
        String base = config.url().base();
        if (!base.startsWith(SQLITE)) {
            return;
        }
        String name = base.substring(SQLITE.length());
        boolean plain = !name.isBlank() && !name.startsWith(":") && !name.startsWith("file:");
        if (plain && !Files.exists(Path.of(name))) {
            throw new RefusedException("there is no file " + name + "; \"migrate\" makes one");
        }
    }
}
