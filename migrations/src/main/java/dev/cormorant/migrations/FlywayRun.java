package dev.cormorant.migrations;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.PlainSelects;
import dev.cormorant.core.config.StatementConfig;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.MigrationException;
import dev.cormorant.core.error.OrmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.output.MigrateOutput;
import org.flywaydb.core.api.output.MigrateResult;
import org.flywaydb.core.internal.scanner.Scanner;
import org.jspecify.annotations.Nullable;

/** One run of Flyway through the choke point of a database. */
final class FlywayRun {

    /** The longest that one statement of a script may run: a bound, but none that an honest rebuild of a table meets. */
    private static final Duration LONGEST_STATEMENT = Duration.ofHours(24);

    private final Database database;
    private final List<String> locations;

    /**
     * Prepares a run.
     *
     * @param database where
     * @param locations where the scripts are
     */
    FlywayRun(Database database, List<String> locations) {
        this.database = database;
        this.locations = locations;
    }

    /**
     * Applies what is pending.
     *
     * @return what was done
     */
    MigrationResult migrate() {
        long startedAt = System.nanoTime();
        try {
            Flyway flyway = flyway();
            MigrateResult done = flyway.migrate();
            return new MigrationResult(
                    database.label(),
                    text(done.initialSchemaVersion),
                    done.migrations.isEmpty() ? text(done.initialSchemaVersion) : current(flyway),
                    done.migrations.stream().map(FlywayRun::applied).toList(),
                    Duration.ofNanos(System.nanoTime() - startedAt));
        } catch (FlywayException failed) {
            throw failure(failed);
        }
    }

    private Flyway flyway() {
        StatementConfig limits =
                database.config().statements().withTimeout(LONGEST_STATEMENT).withPlainSelects(PlainSelects.BUFFER);
        FluentConfiguration settings =
                Flyway.configure().dataSource(database.dataSource(limits)).locations(locations.toArray(String[]::new));
        Scanner<JavaMigration> scripts = new Scanner<>(JavaMigration.class, settings, settings.getLocations());
        return settings.resourceProvider(new DriverFolders(scripts, locations, database.driver()))
                .load();
    }

    /** Flyway's own result has the last version that this run applied; another run may have gone further at the same time. */
    private static Optional<String> current(Flyway flyway) {
        return Optional.ofNullable(flyway.info().current())
                .map(MigrationInfo::getVersion)
                .map(MigrationVersion::getVersion);
    }

    private static AppliedMigration applied(MigrateOutput done) {
        return new AppliedMigration(
                text(done.version), done.description, done.filepath, Duration.ofMillis(done.executionTime));
    }

    private static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }

    /** A connection that could not be had keeps its own kind; all else is a failed migration. */
    private OrmException failure(FlywayException failed) {
        for (Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && OrmException.carriedBy(sql).isPresent()) {
                OrmException ours = OrmException.carriedBy(sql).get();
                if (ours instanceof dev.cormorant.core.error.ConnectionUnavailableException) {
                    return ours;
                }
            }
        }
        String wrong = failed.getMessage() == null
                ? failed.toString()
                : failed.getMessage().strip();
        return new MigrationException(
                FailedOperation.of("migrate", database.label()).message(wrong), failed);
    }
}
