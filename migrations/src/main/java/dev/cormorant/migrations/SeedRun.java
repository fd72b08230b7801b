package dev.cormorant.migrations;

import dev.cormorant.core.Database;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.MigrationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.api.resource.LoadableResource;

/** Runs seed data: repeatable scripts with a history of their own. */
final class SeedRun {

    /** The history; its name keeps it out of snapshots. */
    static final String TABLE = "orm_migration_seed";

    private static final String ATTEMPTED = "seed";

    /** What says which migrations are run, and means nothing for seed data. */
    private static final Set<String> OF_MIGRATIONS = Set.of(
            "target",
            "outOfOrder",
            "callbacks",
            "callbackLocations",
            "ignoreMigrationPatterns",
            "skipExecutingMigrations");

    private final Database database;
    private final MigrationOptions options;
    private final FlywayRun migrations;
    private final FlywayRun flyway;

    SeedRun(Database database, MigrationOptions options, RunSettings how, List<String> from) {
        Map<String, String> settings = new HashMap<>(options.flyway());
        settings.keySet().removeAll(OF_MIGRATIONS);
        settings.putAll(Map.of(
                "table", TABLE,
                "baselineOnMigrate", "true",
                "baselineVersion", "0",
                "baselineDescription", "seed",
                "ignoreMigrationPatterns", "*:missing"));
        this.database = database;
        this.options = new MigrationOptions(from, settings);
        this.migrations = new FlywayRun(database, options);
        this.flyway = FlywayRun.withoutJournal(database, this.options).with(how);
    }

    SeedResult run() {
        refuseVersions();
        if (!migrations.hasHistory()) {
            // Its own table would make an empty schema one that has tables and no history.
            throw refusal("seed data goes into a schema that was migrated before: migrate first");
        }
        SchemaInfo before = flyway.info();
        if (before.migrations().stream().anyMatch(script -> script.state() == MigrationState.FAILED)) {
            forgetFailures();
        }
        MigrationResult done = flyway.apply();
        List<String> paths = done.applied().stream()
                .map(applied -> "/" + applied.script().replace('\\', '/'))
                .toList();
        Map<Boolean, List<String>> scripts = flyway.info().migrations().stream()
                .filter(script -> script.state() == MigrationState.APPLIED)
                .map(MigrationStatus::script)
                .collect(Collectors.partitioningBy(
                        script -> paths.stream().anyMatch(path -> path.endsWith("/" + script))));
        return new SeedResult(
                database.label(),
                scripts.getOrDefault(true, List.of()),
                scripts.getOrDefault(false, List.of()),
                done.took());
    }

    private void refuseVersions() {
        String prefix = options.flyway().getOrDefault("sqlMigrationPrefix", "V");
        flyway.scripts(prefix).stream()
                .map(LoadableResource::getFilename)
                .filter(name -> name.substring(prefix.length()).matches("[0-9].*"))
                .findFirst()
                .ifPresent(name -> {
                    throw refusal("seed data has no versions: " + name
                            + " is to be a repeatable script, such as R__countries.sql");
                });
    }

    private MigrationException refusal(String why) {
        return new MigrationException(
                FailedOperation.of(ATTEMPTED, database.label()).message(why), null);
    }

    /** A script that failed runs again; where nothing holds it together it is written so that it may. */
    private void forgetFailures() {
        try (Connection connection = database.connection(Access.WRITE, ATTEMPTED);
                Statement statement = connection.createStatement()) {
            statement.execute("delete from " + new AppliedVersions(database.driver(), options).table()
                    + " where success = false");
        } catch (SQLException failed) {
            throw database.translate(failed, FailedOperation.of(ATTEMPTED, database.label()));
        }
    }
}
