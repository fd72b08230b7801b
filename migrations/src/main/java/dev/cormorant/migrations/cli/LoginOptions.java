package dev.cormorant.migrations.cli;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.error.AuthenticationFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The options that say who connects. A password never stands on the command line, where every user of the machine sees it. */
public final class LoginOptions {

    private static final String PASSWORD_VARIABLE = "ORM_PASSWORD";

    @Option(names = "--user", paramLabel = "NAME", description = "Who connects.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--password-env",
            paramLabel = "VARIABLE",
            description = "The environment variable that holds the password; " + PASSWORD_VARIABLE
                    + " is looked at without being named. Where a password is missing, a terminal is asked for it.")
    private Optional<String> passwordVariable = Optional.empty();

    @Option(names = "--password-stdin", description = "Read the password from the first line of standard input.")
    private boolean passwordFromInput;

    /** For picocli. */
    public LoginOptions() {}

    /** {@return whether one of them was given} */
    public boolean isGiven() {
        return user.isPresent() || passwordVariable.isPresent() || passwordFromInput;
    }

    /**
     * Adds user and password to settings.
     *
     * @param config the settings
     * @param surroundings where a password may come from
     * @return the settings with both, as far as they are known
     * @throws RefusedException if one is given twice, or is not where it is said to be
     */
    public DatabaseConfig addTo(DatabaseConfig config, Surroundings surroundings) {
        if (passwordVariable.isPresent() && passwordFromInput) {
            throw new RefusedException("the password is given twice: by --password-env and by --password-stdin");
        }
        DatabaseConfig known = withUser(config);
        if (passwordFromInput) {
            return known.withPassword(firstLine(surroundings));
        }
        return withPassword(known, surroundings.environment());
    }

    private DatabaseConfig withUser(DatabaseConfig config) {
        if (user.isPresent() && config.url().user().isPresent()) {
            throw new RefusedException("the user is given twice: in the URL and by --user");
        }
        return user.isPresent() ? config.withUser(user.get()) : config;
    }

    private static String firstLine(Surroundings surroundings) {
        try {
            String line = surroundings.in().readLine();
            if (line == null || line.isEmpty()) {
                throw new RefusedException("--password-stdin found no password on the first line of standard input");
            }
            return line;
        } catch (IOException failed) {
            throw new UncheckedIOException("standard input cannot be read", failed);
        }
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

    /**
     * Opens a database, and asks the person at the terminal for a password where one is missing.
     *
     * @param config the settings
     * @param surroundings where the person sits
     * @param opening how it is opened
     * @param <T> what is opened
     * @return what was opened; closed by the caller
     * @throws AuthenticationFailedException if the password is wrong, or there is none and nobody to ask
     */
    public static <T> T open(DatabaseConfig config, Surroundings surroundings, Function<DatabaseConfig, T> opening) {
        try {
            return opening.apply(config);
        } catch (AuthenticationFailedException refused) {
            Optional<String> typed = config.password().isPresent()
                    ? Optional.empty()
                    : surroundings.askPassword(config.user().orElse("the database"));
            return opening.apply(config.withPassword(typed.orElseThrow(() -> refused)));
        }
    }
}
