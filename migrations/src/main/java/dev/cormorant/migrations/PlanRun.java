package dev.cormorant.migrations;

import dev.cormorant.core.Database;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.MigrationException;
import dev.cormorant.core.error.MigrationMismatchException;
import dev.cormorant.migrations.internal.run.Trial;
import dev.cormorant.migrations.internal.throwaway.SchemaCopy;
import dev.cormorant.migrations.internal.throwaway.ThrowawayDatabase;
import dev.cormorant.migrations.schema.ObjectKind;
import dev.cormorant.migrations.schema.SchemaDifference;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks what a migration would do, and takes it back. */
final class PlanRun {

    private static final String ATTEMPTED = "plan migrations";

    /** Whoever waits for a lock on PostgreSQL lets nobody else pass. */
    private static final String LOCK_TIMEOUT = "set local lock_timeout = '5s'";

    private final Database database;
    private final MigrationOptions migration;
    private final FlywayRun flyway;

    PlanRun(Database database, MigrationOptions migration) {
        this.database = database;
        this.migration = migration;
        this.flyway = new FlywayRun(database, migration);
    }

    PlanResult run(PlanOptions options) {
        SchemaInfo info = flyway.info();
        ValidationResult valid = flyway.validate();
        if (!valid.isValid()) {
            ValidationProblem first = valid.problems().get(0);
            throw new MigrationMismatchException(
                    FailedOperation.of(ATTEMPTED, database.label())
                            .message("scripts and history do not agree: "
                                    + (first.script() + " " + first.reason()).strip()),
                    null);
        }
        Map<String, MigrationStatus> pending = new LinkedHashMap<>();
        info.pending().forEach(script -> pending.put(script.script(), script));
        refuseInterrupted(pending.keySet());
        PlannedScripts planned = PlannedScripts.read(flyway, pending.values());
        Set<String> tried = planned.beforeTheFirstCode();
        if (!options.tried() || tried.isEmpty()) {
            return result(info, PlanResult.Trial.NONE, planned.untried(), List.of());
        }
        Set<String> without = new HashSet<>(pending.keySet());
        without.removeAll(tried);
        return database.driver().equals("mysql")
                ? inThrowaway(options, info, planned, without)
                : rolledBack(info, planned, without);
    }

    private PlanResult result(
            SchemaInfo info, PlanResult.Trial trial, List<PlannedScript> scripts, List<String> notCopied) {
        return new PlanResult(database.label(), info.version(), trial, scripts, notCopied);
    }

    private void refuseInterrupted(Collection<String> pending) {
        new InterruptedRuns(database, migration.schema())
                .open().stream().filter(pending::contains).findFirst().ifPresent(script -> {
                    throw refusal(script + " was interrupted: resume says what of it is in place, and goes on with it");
                });
    }

    private PlanResult rolledBack(SchemaInfo info, PlannedScripts planned, Set<String> without) {
        try (Connection connection = flyway.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Trial trial = Trial.rolledBack(InterruptedRuns.syntax(database), connection);
            try {
                if (database.driver().equals("postgres")) {
                    execute(connection, LOCK_TIMEOUT);
                }
                new FlywayRun(database, migration, without, Optional.of(trial)).tryOut();
            } finally {
                takeBack(connection);
            }
            return result(info, PlanResult.Trial.ROLLED_BACK, planned.tried(trial), List.of());
        } catch (SQLException failed) {
            throw database.translate(failed, FailedOperation.of(ATTEMPTED, database.label()));
        }
    }

    private void takeBack(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
        if (database.driver().equals("postgres")) {
            // Flyway's lock belongs to the session, and stays if it could not be given back.
            execute(connection, "select pg_advisory_unlock_all()");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private PlanResult inThrowaway(PlanOptions options, SchemaInfo info, PlannedScripts planned, Set<String> without) {
        ScriptGuard.check(database, flyway, planned.beforeTheFirstCode());
        try (ThrowawayDatabase throwaway = ThrowawayDatabase.like(database, options.throwawayServer())) {
            Database copy = throwaway.database();
            copy(copy);
            List<String> notCopied =
                    CatalogRun.snapshot(database, migration).differences(CatalogRun.snapshot(copy, migration)).stream()
                            .filter(difference -> !isDisabledEvent(difference))
                            .map(SchemaDifference::title)
                            .toList();
            Trial trial = Trial.inThrowaway(InterruptedRuns.syntax(database));
            new FlywayRun(copy, migration, without, Optional.of(trial)).tryOut();
            return result(info, PlanResult.Trial.THROWAWAY, planned.tried(trial), notCopied);
        }
    }

    /** Nobody wants an event to run in a copy. */
    private static boolean isDisabledEvent(SchemaDifference difference) {
        return difference.kind() == ObjectKind.EVENT
                && difference.state() == SchemaDifference.State.CHANGED
                && difference.properties().stream()
                        .allMatch(property -> property.property().equals("status"));
    }

    private void copy(Database into) {
        try (Connection from = database.connection(Access.READ, ATTEMPTED);
                Connection to = into.connection(Access.WRITE, ATTEMPTED)) {
            SchemaCopy.copy(from, to, migration.historyTable());
        } catch (SQLException failed) {
            throw database.translate(
                    failed, FailedOperation.of("copy the schema into a throwaway database", database.label()));
        }
    }

    private MigrationException refusal(String why) {
        return new MigrationException(
                FailedOperation.of(ATTEMPTED, database.label()).message(why), null);
    }
}
