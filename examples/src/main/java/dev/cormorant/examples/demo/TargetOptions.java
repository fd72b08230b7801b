package dev.cormorant.examples.demo;

import dev.cormorant.core.config.DatabaseConfig;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say where the demo works. */
final class TargetOptions {

    private static final String PASSWORD_VARIABLE = "ORM_PASSWORD";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "JDBC URL of an empty database, or of one that the demo used before: jdbc:sqlite:cities.db,"
                            + " jdbc:postgresql://host/db, jdbc:mysql://host/db. Without it an SQLite file in a temporary folder.")
    private Optional<String> url = Optional.empty();

    @Option(names = "--user", paramLabel = "NAME", description = "Who connects.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--password-env",
            paramLabel = "VARIABLE",
            description = "The environment variable that holds the password; " + PASSWORD_VARIABLE
                    + " is looked at without being named. Where a password is missing, a terminal is asked for it.")
    private Optional<String> passwordVariable = Optional.empty();

    @Option(names = "--keep", description = "Keep the temporary SQLite file and say where it is.")
    private boolean keep;

    /** The target; made anew at each call. */
    Target target(Map<String, String> environment) {
        if (url.isEmpty()) {
            if (user.isPresent() || passwordVariable.isPresent()) {
                throw new RefusedException(
                        "--user and --password-env need --url: the temporary SQLite file has no users");
            }
            return Target.temporary(keep);
        }
        return Target.at(withPassword(withUser(DatabaseConfig.of(url.get())), environment));
    }

    private DatabaseConfig withUser(DatabaseConfig config) {
        if (user.isPresent() && config.user().isPresent()) {
            throw new RefusedException("the user is given twice: in the URL and by --user");
        }
        return user.isPresent() ? config.withUser(user.get()) : config;
    }

    private DatabaseConfig withPassword(DatabaseConfig config, Map<String, String> environment) {
        if (passwordVariable.isPresent() && !environment.containsKey(passwordVariable.get())) {
            throw new RefusedException(
                    "the environment variable " + passwordVariable.get() + ", which --password-env names, is not set");
        }
        if (passwordVariable.isEmpty() && (config.password().isPresent() || isFile(config))) {
            return config;
        }
        String value = environment.get(passwordVariable.orElse(PASSWORD_VARIABLE));
        return value == null ? config : config.withPassword(value);
    }

    /** A file has no password, and the one in the environment is meant for something else. */
    private static boolean isFile(DatabaseConfig config) {
        return config.url().scheme().equals("sqlite");
    }
}
