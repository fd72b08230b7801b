package dev.cormorant.migrations.cli;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.migrations.FlywaySettings;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which database. */
final class ConnectionOptions {

    private static final String URL_VARIABLE = "ORM_URL";
    private static final Path DEFAULT_FILE = Path.of("orm.properties");
    private static final String FLYWAY_PREFIX = "flyway.";
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
                    "A settings file (url=…, user=…, pool.max-size=…); orm.properties of this folder if there is one. A"
                            + " flyway.conf or flyway.toml is one too; those of this folder are read without being named.")
    private Optional<Path> file = Optional.empty();

    @Mixin
    private LoginOptions login = new LoginOptions();

    private Optional<Properties> own = Optional.empty();
    private Optional<FlywaySettings> flyway = Optional.empty();

    /** {@return the settings; made anew at each call} */
    DatabaseConfig config(Surroundings surroundings) {
        return find(surroundings)
                .orElseThrow(() -> new RefusedException("no database is named: give --url, set " + URL_VARIABLE
                        + ", or write url=… into orm.properties"));
    }

    /** {@return the settings; empty if no database is named anywhere} */
    Optional<DatabaseConfig> find(Surroundings surroundings) {
        return settings(surroundings).map(config -> login.addTo(config, surroundings));
    }

    /** {@return what an existing Flyway project has set; read once, and what means nothing here is told} */
    FlywaySettings flyway(Surroundings surroundings) {
        if (flyway.isEmpty()) {
            FlywayFiles.Found found = FlywayFiles.read(file.filter(FlywayFiles::isFlyways), surroundings);
            Map<String, String> all = new HashMap<>(found.settings());
            all.putAll(own.isEmpty() ? Map.of() : flywayPart(own.get()));
            FlywaySettings sorted = FlywaySettings.of(all);
            flyway = Optional.of(sorted);
            List<String> unused = new ArrayList<>(found.withoutEffect());
            unused.addAll(sorted.withoutEffect());
            if (!unused.isEmpty()) {
                surroundings.err().println("orm: without effect here: " + String.join(", ", unused));
            }
        }
        return flyway.get();
    }

    private Optional<DatabaseConfig> settings(Surroundings surroundings) {
        Map<String, String> environment = surroundings.environment();
        Optional<Path> ours = file.filter(given -> !FlywayFiles.isFlyways(given));
        if (url.isPresent() && ours.isPresent()) {
            throw new RefusedException("the database is given twice: by --url and by --config");
        }
        if (file.isEmpty() && (url.isPresent() || environment.containsKey(URL_VARIABLE))) {
            return Optional.of(fromEnvironment(environment));
        }
        if (url.isPresent()) {
            return Optional.of(fromEnvironment(environment));
        }
        if (ours.isPresent() || (file.isEmpty() && Files.exists(DEFAULT_FILE))) {
            Properties all = read(ours.orElse(DEFAULT_FILE));
            own = Optional.of(all);
            Map<String, String> settings = text(all);
            settings.keySet().removeIf(key -> key.startsWith(FLYWAY_PREFIX));
            if (ours.isPresent() || settings.containsKey("url")) {
                return Optional.of(DatabaseConfig.from(settings));
            }
        }
        Map<String, String> connection = flyway(surroundings).connection();
        return connection.containsKey("url") ? Optional.of(DatabaseConfig.from(connection)) : Optional.empty();
    }

    private DatabaseConfig fromEnvironment(Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>(environment);
        url.ifPresent(given -> settings.put(URL_VARIABLE, given));
        return DatabaseConfig.fromEnvironment(settings);
    }

    private static Map<String, String> text(Properties all) {
        return all.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, all::getProperty));
    }

    private static Map<String, String> flywayPart(Properties all) {
        Map<String, String> part = text(all);
        part.keySet().removeIf(key -> !key.startsWith(FLYWAY_PREFIX));
        return part;
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
