package dev.cormorant.migrations.cli;

import dev.cormorant.migrations.AppliedMigration;
import dev.cormorant.migrations.MigrationResult;
import dev.cormorant.migrations.Migrator;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code migrate}. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Applies every script that is pending, and makes the file of an SQLite database that is not there.")
final class MigrateCommand extends MigrationCommand {

    @Mixin
    private LockOptions lock = new LockOptions();

    MigrateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    boolean makesFiles() {
        return true;
    }

    @Override
    void checkMore() {
        lock.check();
    }

    @Override
    int run(Migrator migrator) {
        MigrationResult done;
        try (ProgressLine line = new ProgressLine(surroundings)) {
            done = line.addTo(lock.addTo(migrator)).migrate();
        }
        if (wantsJson()) {
            printJson(json(done));
        } else {
            print(done, out());
        }
        return ExitCode.OK;
    }

    static Map<String, Object> json(MigrationResult done) {
        return new TreeMap<>(Map.of(
                "database", done.database(),
                "versionBefore", done.versionBefore(),
                "versionAfter", done.versionAfter(),
                "applied", done.applied().stream().map(MigrateCommand::json).toList(),
                "milliseconds", done.took()));
    }

    private static Map<String, Object> json(AppliedMigration applied) {
        return new TreeMap<>(Map.of(
                "version", applied.version(),
                "description", applied.description(),
                "script", applied.script(),
                "milliseconds", applied.took()));
    }

    static void print(MigrationResult done, PrintWriter out) {
        for (AppliedMigration applied : done.applied()) {
            out.printf("applied %s (%d ms)%n", name(applied), applied.took().toMillis());
        }
        String version = done.versionAfter().orElse("none");
        if (done.applied().isEmpty()) {
            out.printf("%s is up to date at version %s%n", done.database(), version);
        } else {
            out.printf(
                    "%s is at version %s, %d applied in %d ms%n",
                    done.database(), version, done.applied().size(), done.took().toMillis());
        }
    }

    private static String name(AppliedMigration applied) {
        return applied.version().map(version -> version + " ").orElse("") + applied.description();
    }
}
