package dev.cormorant.testing.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The settings of the search for servers: a system property such as {@code orm.test.missing}, or the environment variable
 * of the same name in capitals ({@code ORM_TEST_MISSING}); the property wins.
 */
final class ServerSettings {
    /** The ways to a server, in the order in which they are tried. */
    static final List<String> ALL_SOURCES = List.of("environment", "docker", "embedded", "installed");

    private final Properties properties;
    private final Map<String, String> environment;

    ServerSettings(Properties properties, Map<String, String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    static ServerSettings ofThisJvm() {
        return new ServerSettings(System.getProperties(), System.getenv());
    }

    /** {@return the value of a setting that is neither missing nor blank} */
    Optional<String> text(String name) {
        return Optional.ofNullable(properties.getProperty(name))
                .or(() -> Optional.ofNullable(environment.get(variableOf(name))))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** {@return the environment variable that carries a setting} */
    static String variableOf(String name) {
        return name.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /**
     * {@return whether a missing server fails a test instead of skipping it: {@code orm.test.missing} is {@code fail} or
     * {@code skip}; by default it fails where the environment variable {@code CI} is set}
     *
     * @throws IllegalArgumentException if the setting has another value
     */
    boolean failsWhenMissing() {
        Optional<String> setting = text("orm.test.missing");
        if (setting.isEmpty()) {
            String ci = environment.getOrDefault("CI", "").strip();
            return !ci.isEmpty() && !ci.equalsIgnoreCase("false");
        }
        return switch (setting.get()) {
            case "fail" -> true;
            case "skip" -> false;
            default ->
                throw new IllegalArgumentException(
                        "orm.test.missing is \"" + setting.get() + "\"; allowed are fail and skip");
        };
    }

    /**
     * {@return the ways to try, from {@code orm.test.sources} (comma-separated), by default all}
     *
     * @throws IllegalArgumentException if the setting names an unknown way
     */
    List<String> sources() {
        List<String> sources = text("orm.test.sources")
                .map(list -> List.of(list.split("\\s*,\\s*")))
                .orElse(ALL_SOURCES);
        if (!ALL_SOURCES.containsAll(sources)) {
            throw new IllegalArgumentException("orm.test.sources is " + sources + "; allowed are " + ALL_SOURCES);
        }
        return sources;
    }

    /**
     * {@return how long looking for Docker, pulling an image and starting it may take in all: {@code orm.test.docker.timeout}
     * in seconds, by default 60}
     */
    Duration dockerTimeout() {
        return Duration.ofSeconds(
                text("orm.test.docker.timeout").map(Long::parseLong).orElse(60L));
    }

    /** {@return the folder for what is kept between runs, from {@code orm.test.cache}} */
    Optional<Path> cacheDirectory() {
        return text("orm.test.cache").map(Path::of);
    }

    /** {@return the folder for the data of running servers, from {@code orm.test.data}} */
    Optional<Path> dataDirectory() {
        return text("orm.test.data").map(Path::of);
    }
}
