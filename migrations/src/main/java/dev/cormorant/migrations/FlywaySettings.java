package dev.cormorant.migrations;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The settings of an existing Flyway project, sorted by what they are for. Immutable.
 *
 * <p>Supported are {@code locations}, {@code callbackLocations} and {@code callbacks}; {@code table}, {@code schemas}, {@code
 * defaultSchema}, {@code createSchemas}, {@code tablespace} and {@code installedBy}; all of {@code placeholder…} and {@code
 * scriptPlaceholder…}; the prefixes, the separator and the suffixes of scripts, {@code encoding} and {@code detectEncoding};
 * {@code baseline…}, {@code target}, {@code outOfOrder}, {@code ignoreMigrationPatterns}, {@code validate…}, {@code mixed},
 * {@code group}, {@code executeInTransaction}, {@code skipExecutingMigrations}, {@code failOnMissingLocations}, {@code
 * lockRetryCount}; of the connection {@code url}, {@code user}, {@code password}, {@code connectRetries} and {@code
 * jdbcProperties}.
 *
 * @param connection which database, by the names that {@link dev.cormorant.core.config.DatabaseConfig#from(Map)} takes; empty
 *     unless there is a URL, a user or the like. May hold a password, which {@link #toString()} does not
 * @param locations where the scripts are; empty if that is not set
 * @param options all else that is set, by Flyway's names without {@code flyway.}
 * @param withoutEffect names of settings that are Flyway's but mean nothing here, such as {@code flyway.licenseKey}; in the order
 *     of the alphabet
 */
public record FlywaySettings(
        Map<String, String> connection,
        List<String> locations,
        Map<String, String> options,
        List<String> withoutEffect) {

    private static final String PREFIX = "flyway.";

    /** Keeps unmodifiable copies. */
    public FlywaySettings {
        connection = Map.copyOf(connection);
        locations = List.copyOf(locations);
        options = Map.copyOf(options);
        withoutEffect = List.copyOf(withoutEffect);
    }

    /**
     * Sorts settings.
     *
     * @param settings by Flyway's names, such as {@code flyway.table}; values as in its files
     * @return the same, sorted; a setting that is not supported and is {@code false} or empty is left out, since nothing is asked
     * @throws IllegalArgumentException if there are others that are not supported; all of them are named
     */
    public static FlywaySettings of(Map<String, String> settings) {
        Map<String, String> connection = new HashMap<>();
        Map<String, String> options = new HashMap<>();
        Set<String> withoutEffect = new TreeSet<>();
        Set<String> wrong = new TreeSet<>();
        settings.forEach((name, value) -> {
            String key = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
            if (key.startsWith(FlywayKeys.JDBC_PROPERTIES)) {
                connection.put("driver." + key.substring(FlywayKeys.JDBC_PROPERTIES.length()), value);
            } else if (FlywayKeys.CONNECTION.containsKey(key)) {
                connection.put(FlywayKeys.CONNECTION.get(key), value);
            } else if (key.equals("locations") || FlywayKeys.isOption(key)) {
                options.put(key, value);
            } else if (FlywayKeys.isWithoutEffect(key)) {
                withoutEffect.add(PREFIX + key);
            } else if (!value.isBlank() && !value.equals("false")) {
                wrong.add(key);
            }
        });
        if (!wrong.isEmpty()) {
            throw FlywayKeys.unsupported(wrong);
        }
        List<String> locations = FlywayKeys.locations(
                Optional.ofNullable(options.remove("locations")).orElse(""));
        FlywayKeys.checkOptions(options);
        return new FlywaySettings(connection, locations, options, List.copyOf(withoutEffect));
    }

    /** {@return the options of a run with these settings, and with the default location if none is set} */
    public MigrationOptions migration() {
        return new MigrationOptions(locations.isEmpty() ? List.of(Migrator.DEFAULT_LOCATION) : locations, options);
    }

    /** Names the settings without their values. */
    @Override
    public String toString() {
        return "FlywaySettings[connection=" + new TreeMap<>(connection).keySet() + ", locations=" + locations
                + ", options=" + new TreeMap<>(options).keySet() + ", withoutEffect=" + withoutEffect + "]";
    }
}
