package dev.cormorant.migrations;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.ClassicConfiguration;

/** Flyway's settings by their names without {@code flyway.}: which we know, and what each is for. */
final class FlywayKeys {

    static final String PLACEHOLDERS = "placeholders.";
    static final String JDBC_PROPERTIES = "jdbcProperties.";

    /** Handed on to Flyway as they are. */
    private static final Set<String> PASSED_ON = Set.of(
            "baselineDescription",
            "baselineOnMigrate",
            "baselineVersion",
            "callbackLocations",
            "callbacks",
            "createSchemas",
            "defaultSchema",
            "detectEncoding",
            "encoding",
            "executeInTransaction",
            "failOnMissingLocations",
            "group",
            "ignoreMigrationPatterns",
            "installedBy",
            "lockRetryCount",
            "mixed",
            "outOfOrder",
            "placeholderPrefix",
            "placeholderReplacement",
            "placeholderSeparator",
            "placeholderSuffix",
            "powershellExecutable",
            "repeatableSqlMigrationPrefix",
            "schemas",
            "scriptPlaceholderPrefix",
            "scriptPlaceholderSuffix",
            "skipDefaultCallbacks",
            "skipExecutingMigrations",
            "sqlMigrationPrefix",
            "sqlMigrationSeparator",
            "sqlMigrationSuffixes",
            "table",
            "tablespace",
            "target",
            "validateMigrationNaming",
            "validateOnMigrate");

    /** Which database; by the name of ours. */
    static final Map<String, String> CONNECTION =
            Map.of("url", "url", "user", "user", "password", "password", "connectRetries", "pool.connect-retries");

    /** What another part of Flyway reads, or what Cormorant decides in its own way, and stricter. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "cleanDisabled",
            "color",
            "communityDBSupportEnabled",
            "connectRetriesInterval",
            "displayName",
            "driver",
            "edition",
            "email",
            "licenseKey",
            "loggers",
            "outputLogsInJson",
            "outputProgress",
            "outputType",
            "provisioner",
            "postgresql.transactional.lock",
            "reportEnabled",
            "reportFilename",
            "token");

    private static final String PREFIX = "flyway.";

    private FlywayKeys() {}

    static boolean isOption(String key) {
        return PASSED_ON.contains(key) || key.startsWith(PLACEHOLDERS);
    }

    static boolean isWithoutEffect(String key) {
        return WITHOUT_EFFECT.contains(key);
    }

    /** Refuses what is not supported, all of it in one message. */
    static void checkOptions(Map<String, String> settings) {
        Set<String> wrong = new TreeSet<>(settings.keySet());
        wrong.removeIf(FlywayKeys::isOption);
        if (!wrong.isEmpty()) {
            throw unsupported(wrong);
        }
        Map<String, String> named = named(settings);
        // Classes are found when they are needed.
        named.remove(PREFIX + "callbacks");
        try {
            new ClassicConfiguration(FlywayKeys.class.getClassLoader()).configure(named);
        } catch (FlywayException refused) {
            throw new IllegalArgumentException("a setting of Flyway is wrong: " + refused.getMessage(), refused);
        }
        Optional.ofNullable(settings.get("table")).filter(String::isBlank).ifPresent(blank -> {
            throw new IllegalArgumentException("a setting of Flyway is wrong: table has no name");
        });
    }

    static IllegalArgumentException unsupported(Set<String> wrong) {
        return new IllegalArgumentException("no such setting of Flyway, or not supported: "
                + String.join(", ", wrong.stream().map(key -> PREFIX + key).toList()));
    }

    /** {@return the settings by their full names, to be changed at will} */
    static Map<String, String> named(Map<String, String> settings) {
        Map<String, String> named = new HashMap<>();
        settings.forEach((key, value) -> named.put(PREFIX + key, value));
        return named;
    }

    /** {@return a location as ours are written: Flyway's without a prefix are on the class path} */
    static List<String> locations(String all) {
        return java.util.Arrays.stream(all.split(","))
                .map(String::strip)
                .filter(location -> !location.isEmpty())
                .map(location -> location.contains(":") ? location : "classpath:" + location)
                .toList();
    }
}
