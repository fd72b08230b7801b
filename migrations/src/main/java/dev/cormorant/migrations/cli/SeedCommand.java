package dev.cormorant.migrations.cli;

import dev.cormorant.migrations.MigrationOptions;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.migrations.SeedResult;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code seed}. */
@Command(
        name = "seed",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Runs seed data from db/seed or src/main/resources/db/seed, or from --location: scripts R__x.sql, each once and"
                        + " again when it was changed. \"migrate\" never runs them.")
final class SeedCommand extends MigrationCommand {

    @Mixin
    private LockOptions lock = new LockOptions();

    SeedCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    MigrationOptions options() {
        return migration.seeds(where(), surroundings);
    }

    @Override
    void checkMore() {
        lock.check();
    }

    @Override
    int run(Migrator migrator) {
        SeedResult done;
        try (ProgressLine line = new ProgressLine(surroundings)) {
            done = line.addTo(lock.addTo(migrator)).seed(options().locations().toArray(String[]::new));
        }
        if (wantsJson()) {
            printJson(new TreeMap<>(Map.of(
                    "database", done.database(),
                    "applied", done.applied(),
                    "unchanged", done.unchanged(),
                    "milliseconds", done.took())));
        } else {
            done.applied().forEach(script -> out().println("applied " + script));
            out().printf(
                            "%s: %d applied, %d unchanged%n",
                            done.database(),
                            done.applied().size(),
                            done.unchanged().size());
        }
        return ExitCode.OK;
    }
}
