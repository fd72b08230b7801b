package dev.cormorant.examples.demo;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.migrations.cli.LoginOptions;
import dev.cormorant.migrations.cli.RefusedException;
import dev.cormorant.migrations.cli.Surroundings;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say where the demo works. */
final class TargetOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "JDBC URL of an empty database, or of one that the demo used before: jdbc:sqlite:cities.db,"
                            + " jdbc:postgresql://host/db, jdbc:mysql://host/db. Without it an SQLite file in a temporary folder.")
    private Optional<String> url = Optional.empty();

    @Mixin
    private LoginOptions login = new LoginOptions();

    @Option(names = "--keep", description = "Keep the temporary SQLite file and say where it is.")
    private boolean keep;

    /** The target; made anew at each call. */
    Target target(Surroundings surroundings) {
        if (url.isPresent()) {
            return Target.at(login.addTo(DatabaseConfig.of(url.get()), surroundings));
        }
        if (login.isGiven()) {
            throw new RefusedException("--user and a password need --url: the temporary SQLite file has no users");
        }
        return Target.temporary(keep);
    }
}
