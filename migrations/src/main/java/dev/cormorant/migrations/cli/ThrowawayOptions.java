package dev.cormorant.migrations.cli;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.Preset;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say where a throwaway database is made. */
final class ThrowawayOptions {

    private static final String USER_VARIABLE = "THROWAWAY_USER";
    private static final String PASSWORD_VARIABLE = "THROWAWAY_PASSWORD";

    @Option(
            names = "--throwaway-url",
            paramLabel = "URL",
            description =
                    "A database of another server beside which the throwaway database is made; without it that is the server of"
                            + " the database. User and password are taken from " + USER_VARIABLE + " and "
                            + PASSWORD_VARIABLE + ".")
    private Optional<String> url = Optional.empty();

    Optional<DatabaseConfig> server(Surroundings surroundings) {
        return url.map(given -> {
            DatabaseConfig config = DatabaseConfig.of(given, Preset.PRODUCTION);
            String user = surroundings.environment().get(USER_VARIABLE);
            String password = surroundings.environment().get(PASSWORD_VARIABLE);
            DatabaseConfig known = user == null ? config : config.withUser(user);
            return password == null ? known : known.withPassword(password);
        });
    }
}
