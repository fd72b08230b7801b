package dev.cormorant.migrations;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a database is migrated. Immutable; the {@code with} methods return changed copies.
 *
 * @param locations where the scripts are: {@code classpath:folder} or {@code filesystem:folder}; at least one, default {@value
 *     Migrator#DEFAULT_LOCATION}
 * @param flyway what else is set, by the names that Flyway gives to its settings, without {@code flyway.} before them: {@code
 *     table}, {@code outOfOrder}, {@code placeholders.owner}; values as in its files. Default none. Which ones there are says
 *     {@link FlywaySettings}
 */
public record MigrationOptions(List<String> locations, Map<String, String> flyway) {

    /** The name of the table of the history, unless said otherwise. */
    public static final String DEFAULT_HISTORY_TABLE = "flyway_schema_history";

    /**
     * Checks the locations and the names of the settings, and keeps unmodifiable copies.
     *
     * @throws IllegalArgumentException if there is no location, one has another form, or a setting is not supported
     */
    public MigrationOptions {
        locations = List.copyOf(locations);
        flyway = Map.copyOf(flyway);
        if (locations.isEmpty()) {
            throw new IllegalArgumentException("at least one location is needed");
        }
        for (String location : locations) {
            if (!location.matches("(classpath|filesystem):.+")) {
                throw new IllegalArgumentException(
                        "a location is classpath:folder or filesystem:folder, not " + location);
            }
        }
        FlywayKeys.checkOptions(flyway);
    }

    /** {@return the defaults} */
    public static MigrationOptions standard() {
        return new MigrationOptions(List.of(Migrator.DEFAULT_LOCATION), Map.of());
    }

    /**
     * The same with scripts from elsewhere.
     *
     * @param from {@code classpath:folder} or {@code filesystem:folder}; at least one
     * @return the changed copy
     * @throws IllegalArgumentException if there is none, or one has another form
     */
    public MigrationOptions withLocations(String... from) {
        return new MigrationOptions(List.of(from), flyway);
    }

    /**
     * The same with a setting of Flyway.
     *
     * @param name without {@code flyway.} before it, such as {@code baselineOnMigrate} or {@code sqlMigrationSuffixes}
     * @param value as in Flyway's files: {@code true}, {@code .sql,.ddl}
     * @return the changed copy
     * @throws IllegalArgumentException if it is not supported, or the value cannot be
     */
    public MigrationOptions withFlyway(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(flyway);
        more.put(name, value);
        return new MigrationOptions(locations, more);
    }

    /** {@return the same with another table of the history, which is made if it is not there; without its schema} */
    public MigrationOptions withHistoryTable(String name) {
        return withFlyway("table", name);
    }

    /** {@return the same with a value that stands in scripts as <code>${name}</code>} */
    public MigrationOptions withPlaceholder(String name, String value) {
        return withFlyway("placeholders." + name, value);
    }

    /** {@return the same with other signs around the names of placeholders; those of Flyway are <code>${</code> and <code>}</code>} */
    public MigrationOptions withPlaceholderSigns(String prefix, String suffix) {
        return withFlyway("placeholderPrefix", prefix).withFlyway("placeholderSuffix", suffix);
    }

    /** {@return the name of the table of the history} */
    public String historyTable() {
        return flyway.getOrDefault("table", DEFAULT_HISTORY_TABLE);
    }

    /** {@return the schema, or on MySQL the database, that the history and the tables are in; empty for that of the connection} */
    public Optional<String> schema() {
        String all = flyway.getOrDefault("schemas", "");
        return Optional.of(flyway.getOrDefault(
                        "defaultSchema", Arrays.asList(all.split(",")).get(0).strip()))
                .filter(name -> !name.isEmpty());
    }

    /** {@return a text with the placeholders of these settings filled in} */
    String filled(String text) {
        String prefix = flyway.getOrDefault("placeholderPrefix", "${");
        String suffix = flyway.getOrDefault("placeholderSuffix", "}");
        String filled = text;
        if (Boolean.parseBoolean(flyway.getOrDefault("placeholderReplacement", "true"))) {
            for (Map.Entry<String, String> setting : flyway.entrySet()) {
                if (setting.getKey().startsWith(FlywayKeys.PLACEHOLDERS)) {
                    String name = setting.getKey().substring(FlywayKeys.PLACEHOLDERS.length());
                    filled = filled.replace(prefix + name + suffix, setting.getValue());
                }
            }
        }
        return filled;
    }

    /** Names the settings without their values: a placeholder may be a secret. */
    @Override
    public String toString() {
        return "MigrationOptions[locations=" + locations + ", flyway=" + new TreeMap<>(flyway).keySet() + "]";
    }
}
