package dev.cormorant.migrations.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.configuration.ConfigUtils;

/** What an existing Flyway project has set in its files and in the environment; the environment wins. */
final class FlywayFiles {

    private static final String PREFIX = "flyway.";
    private static final String VARIABLES = "FLYWAY_";
    private static final String ENVIRONMENTS = "environments.";
    private static final String ENVIRONMENT = "flyway.environment";
    private static final List<String> NAMES = List.of("flyway.conf", "flyway.toml", "flyway.user.toml");

    private final Surroundings surroundings;
    private final Map<String, String> settings = new TreeMap<>();
    private final List<String> withoutEffect = new ArrayList<>();

    private FlywayFiles(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * What was found.
     *
     * @param settings by Flyway's names, such as {@code flyway.table}
     * @param withoutEffect other names that were found, which nobody here understands
     */
    record Found(Map<String, String> settings, List<String> withoutEffect) {}

    /** {@return whether a file is one of Flyway's, by its name} */
    static boolean isFlyways(Path file) {
        return file.toString().endsWith(".conf") || file.toString().endsWith(".toml");
    }

    /** Reads the file that is given, or else those that Flyway looks for. */
    static Found read(Optional<Path> given, Surroundings surroundings) {
        FlywayFiles files = new FlywayFiles(surroundings);
        given.map(List::of).orElseGet(files::usual).forEach(files::read);
        files.readEnvironment();
        files.chooseEnvironment();
        return new Found(files.settings, files.withoutEffect);
    }

    private List<Path> usual() {
        String named = surroundings.environment().getOrDefault("FLYWAY_CONFIG_FILES", "");
        if (!named.isBlank()) {
            return Arrays.stream(named.split(","))
                    .map(String::strip)
                    .map(Path::of)
                    .toList();
        }
        return Stream.of(Path.of(System.getProperty("user.home")), Path.of(""))
                .flatMap(folder -> NAMES.stream().map(folder::resolve))
                .filter(Files::isRegularFile)
                .toList();
    }

    private void read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new RefusedException("there is no settings file " + file);
        }
        try {
            if (file.toString().endsWith(".toml")) {
                flatten("", new TomlMapper().readValue(file.toFile(), new TypeReference<Map<String, Object>>() {}));
            } else {
                String encoding = surroundings.environment().getOrDefault("FLYWAY_CONFIG_FILE_ENCODING", "UTF-8");
                settings.putAll(ConfigUtils.loadConfigurationFile(file.toFile(), encoding, true));
            }
        } catch (JacksonException wrong) {
            // Its own message quotes the line, which may hold a password.
            int line = wrong.getLocation() == null ? 0 : wrong.getLocation().getLineNr();
            throw new RefusedException("the settings file " + file + " cannot be read: line " + line + " is no TOML");
        } catch (IOException | FlywayException failed) {
            throw new RefusedException("the settings file " + file + " cannot be read: " + failed.getMessage());
        }
    }

    private void flatten(String prefix, Map<?, ?> table) {
        table.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                flatten(prefix + key + ".", inner);
            } else if (value instanceof List<?> list) {
                settings.put(prefix + key, list.stream().map(String::valueOf).collect(Collectors.joining(",")));
            } else {
                settings.put(prefix + key, String.valueOf(value));
            }
        });
    }

    private void readEnvironment() {
        surroundings.environment().forEach((variable, value) -> {
            if (variable.equals("FLYWAY_ENVIRONMENT")) {
                settings.put(ENVIRONMENT, value);
            } else if (variable.startsWith(VARIABLES) && !variable.startsWith("FLYWAY_CONFIG_FILE")) {
                Map<String, String> known = ConfigUtils.environmentVariablesToPropertyMap(Map.of(variable, value));
                settings.putAll(known);
                if (known.isEmpty()) {
                    withoutEffect.add(variable);
                }
            }
        });
    }

    /** Of the environments of a TOML file the one that is named counts, with its values in place of the common ones. */
    private void chooseEnvironment() {
        Optional<String> named = Optional.ofNullable(settings.remove(ENVIRONMENT));
        String own = ENVIRONMENTS + named.orElse("default") + ".";
        Map<String, String> all = Map.copyOf(settings);
        if (named.isPresent() && all.keySet().stream().noneMatch(key -> key.startsWith(own))) {
            throw new RefusedException("flyway.environment is " + named.get() + ", and there is no such environment");
        }
        all.forEach((key, value) -> {
            if (key.startsWith(own)) {
                String name = key.substring(own.length());
                settings.put(name.startsWith(PREFIX) ? name : PREFIX + name, resolved(value));
            }
            if (!key.startsWith(PREFIX)) {
                settings.remove(key);
            }
            if (!key.startsWith(PREFIX) && !key.startsWith(ENVIRONMENTS)) {
                withoutEffect.add(key);
            }
        });
        withoutEffect.sort(null);
    }

    /** Fills in the variables of the environment; other sources of secrets are not known. */
    private String resolved(String value) {
        StringBuilder resolved = new StringBuilder();
        int from = 0;
        for (int at = value.indexOf("${"); at >= 0; at = value.indexOf("${", from)) {
            int end = value.indexOf('}', at);
            String name = end < 0 ? "" : value.substring(at + 2, end).strip();
            String variable = name.startsWith("env.") ? name.substring("env.".length()) : "";
            String known = surroundings.environment().get(variable);
            if (known == null) {
                throw new RefusedException("an environment of flyway.toml refers to ${" + name
                        + "}: only ${env.VARIABLE} is known here, for a variable that is set");
            }
            resolved.append(value, from, at).append(known);
            from = end + 1;
        }
        return resolved.append(value.substring(from)).toString();
    }
}
