package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cormorant.core.Database;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.MigrationException;
import dev.cormorant.migrations.AppliedMigration;
import dev.cormorant.migrations.MigrationOptions;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.migrations.PlanOptions;
import dev.cormorant.migrations.PlanResult;
import dev.cormorant.migrations.PlannedScript;
import dev.cormorant.migrations.PlannedStatement;
import dev.cormorant.migrations.PlannedStatement.State;
import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans: what would be run is shown and tried, and schema, rows and history are what they were, also after a failure. */
@Tag("migrations")
public abstract class PlanContract extends DatabaseContract {

    @TempDir
    private Path scripts;

    /** For subclasses of the driver modules. */
    protected PlanContract() {}

    @BeforeEach
    final void migrateTheFirst() throws SQLException, IOException {
        run("drop view if exists labels", "drop table if exists shelf", "drop table if exists log");
        run(RunnerTables.drops());
        write(
                "V1__shelf.sql",
                "create table shelf (id int primary key, label varchar(40));\ninsert into shelf values (1, 'a');");
        migrator().migrate();
    }

    private void write(String name, String sql) throws IOException {
        Files.writeString(scripts.resolve(name), sql);
    }

    private Migrator migrator() {
        return Migrator.of(database()).locations("filesystem:" + scripts);
    }

    private boolean isMysql() {
        return dialect().isMysqlFamily();
    }

    private PlanResult.Trial trial() {
        return isMysql() ? PlanResult.Trial.THROWAWAY : PlanResult.Trial.ROLLED_BACK;
    }

    /** All tables, columns, indexes and rows, and the history. */
    private String everything() throws SQLException {
        String schema = migrator().snapshot().text();
        try (Connection connection = database().connection(Access.READ, "look")) {
            return schema + SchemaFingerprint.of(connection);
        }
    }

    private PlanResult planWithoutATrace(PlanOptions options) throws SQLException {
        String before = everything();
        PlanResult plan = migrator().plan(options);
        assertThat(everything()).isEqualTo(before);
        if (testDatabase().kind() == DatabaseKind.POSTGRES) {
            assertThat(number("select count(*) from pg_locks where locktype = 'advisory'"))
                    .isZero();
        }
        assertUsable();
        return plan;
    }

    private PlanResult planWithoutATrace() throws SQLException {
        return planWithoutATrace(PlanOptions.standard());
    }

    private static List<State> states(PlanResult plan) {
        return plan.statements().map(PlannedStatement::state).toList();
    }

    @Test
    void hasNothingToSayIfNothingIsPending() throws SQLException {
        PlanResult plan = planWithoutATrace();
        assertThat(plan.scripts()).isEmpty();
        assertThat(plan.trial()).isEqualTo(PlanResult.Trial.NONE);
        assertThat(plan.version()).contains("1");
    }

    @Test
    void showsAndTriesWhatMigrateRuns() throws SQLException, IOException {
        write(
                "V2__colour.sql",
                "-- in two steps\nalter table shelf add colour varchar(10);\n\nupdate shelf set colour = 'red';");
        write(
                "V3__log.sql",
                "create table log (id int primary key, shelf int);\ncreate index log_shelf on log (shelf);");
        write("R__labels.sql", "create view labels as select label, colour from shelf;");
        PlanResult plan = planWithoutATrace();
        assertThat(plan.trial()).isEqualTo(trial());
        assertThat(plan.scripts())
                .extracting(PlannedScript::script)
                .containsExactly("V2__colour.sql", "V3__log.sql", "R__labels.sql");
        assertThat(plan.statements()).hasSize(5).allSatisfy(statement -> {
            assertThat(statement.state()).as(statement.toString()).isEqualTo(State.PASSED);
            assertThat(statement.inTransaction()).isTrue();
        });
        assertThat(plan.scripts().get(0).statements())
                .extracting(PlannedStatement::line)
                .containsExactly(2, 4);
        assertThat(plan.scripts().get(0).statements().get(0).sql())
                .isEqualTo("alter table shelf add colour varchar(10)");
        assertThat(plan.notCopied()).isEmpty();
        assertThat(states(planWithoutATrace(PlanOptions.standard().withTrial(false))))
                .containsOnly(State.NOT_TRIED);
        assertThat(migrator().migrate().applied())
                .extracting(AppliedMigration::description)
                .containsExactlyElementsOf(
                        plan.scripts().stream().map(PlannedScript::description).toList());
    }

    @Test
    void saysWhichStatementWouldFail() throws SQLException, IOException {
        write("V2__log.sql", "create table log (id int primary key);");
        write(
                "V3__broken.sql",
                "insert into log values (1);\n\ninsert into nowhere values (1);\ninsert into log values (2);");
        write("V4__later.sql", "insert into log values (3);");
        PlanResult plan = planWithoutATrace();
        assertThat(states(plan))
                .containsExactly(State.PASSED, State.PASSED, State.FAILED, State.NOT_TRIED, State.NOT_TRIED);
        PlannedScript failed = plan.failedScript().orElseThrow();
        assertThat(failed.script()).isEqualTo("V3__broken.sql");
        assertThat(failed.failure()).hasValueSatisfying(statement -> {
            assertThat(statement.number()).isEqualTo(2);
            assertThat(statement.line()).isEqualTo(3);
            assertThat(statement.why()).contains("nowhere");
        });
        assertThat(plan.scripts().get(2).statements().get(0).why()).contains("before it failed");
        write("V3__broken.sql", "insert into log values (1);");
        assertThat(migrator().migrate().applied()).hasSize(3);
    }

    @Test
    void seesWhatWasChangedByHand() throws SQLException, IOException {
        run("alter table shelf add colour varchar(10)");
        write("V2__colour.sql", "alter table shelf add colour varchar(10);");
        PlanResult plan = planWithoutATrace();
        assertThat(states(plan)).containsExactly(State.FAILED);
    }

    @Test
    void leavesAnEmptyDatabaseEmpty() throws SQLException, IOException {
        write("V2__log.sql", "create table log (id int primary key);");
        try (TestDatabase other = newDatabase();
                Database empty = Database.open(config().withDatabase(other.name()))) {
            Migrator first = Migrator.of(empty).locations("filesystem:" + scripts);
            PlanResult plan = first.plan(PlanOptions.standard());
            assertThat(plan.version()).isEmpty();
            assertThat(states(plan)).containsExactly(State.PASSED, State.PASSED, State.PASSED);
            try (Connection connection = empty.connection(Access.READ, "look");
                    ResultSet tables = connection
                            .getMetaData()
                            .getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE"})) {
                assertThat(tables.next()).isFalse();
            }
            assertThat(first.migrate().applied()).hasSize(2);
        }
    }

    @Test
    void doesNotRunWhatARollbackWouldNotTakeBack() throws SQLException, IOException {
        String concurrently = testDatabase().kind() == DatabaseKind.POSTGRES ? "concurrently " : "";
        write("V2__index.sql", "create index " + concurrently + "shelf_label on shelf (label);");
        String outside =
                switch (testDatabase().kind()) {
                    case POSTGRES -> "select setval(pg_get_serial_sequence('log', 'id'), 100);";
                    case SQLITE -> "vacuum;";
                    default -> "set @x = 1;";
                };
        String serial = testDatabase().kind() == DatabaseKind.POSTGRES ? "serial" : "int";
        write("V3__log.sql", "create table log (id " + serial + ");\n" + outside + "\ninsert into log values (7);");
        write("V3__log.sql.conf", "executeInTransaction=false\n");
        write("V4__commit.sql", "insert into shelf values (4, 'd');\ncommit;\ninsert into shelf values (5, 'e');");
        PlanResult plan = planWithoutATrace();
        boolean all = isMysql();
        State there = all ? State.PASSED : State.NOT_TRIED;
        State index = concurrently.isEmpty() ? State.PASSED : there;
        assertThat(states(plan))
                .containsExactly(index, State.PASSED, there, State.PASSED, State.PASSED, there, State.PASSED);
        assertThat(plan.scripts()).extracting(PlannedScript::inTransaction).contains(false);
        assertThat(plan.notTried()).isEqualTo(all ? 0 : concurrently.isEmpty() ? 2 : 3);
        assertThat(number("select count(*) from shelf")).isEqualTo(1);
    }

    @Test
    void triesOnEveryKindOfObject() throws Exception {
        try (TestDatabase other = newDatabase();
                Database database = Database.open(config().withDatabase(other.name()))) {
            String[] here = EveryKindOfObject.locations(testDatabase().kind());
            Migrator.of(database).locations(here).migrate();
            Files.delete(scripts.resolve("V1__shelf.sql"));
            write("V90__one_more.sql", "create table one_more (id int primary key);\ndrop view labels;");
            Migrator migrator = Migrator.of(database)
                    .locations(Stream.concat(Stream.of(here), Stream.of("filesystem:" + scripts))
                            .toArray(String[]::new));
            String before = migrator.snapshot().text();
            PlanResult plan = migrator.plan(PlanOptions.standard());
            assertThat(states(plan)).containsExactly(State.PASSED, State.PASSED);
            assertThat(plan.notCopied()).isEmpty();
            assertThat(migrator.snapshot().text()).isEqualTo(before);
        }
    }

    @Test
    void fillsInPlaceholdersButForSecretOnesAndRunsCallbacks() throws SQLException, IOException {
        write("V2__fill.sql", "insert into shelf values (${number}, '${flyway:table} ${app.password}');");
        write("beforeEachMigrate.sql", "insert into shelf values (40, 'of the callback');");
        write("afterEachMigrate.sql", "update shelf set id = 41 where id = 40;");
        Migrator migrator = Migrator.of(database())
                .options(MigrationOptions.standard()
                        .withLocations("filesystem:" + scripts)
                        .withPlaceholder("number", "40 + 2")
                        .withPlaceholder("app.password", "hush"));
        String before = everything();
        PlanResult plan = migrator.plan(PlanOptions.standard());
        assertThat(everything()).isEqualTo(before);
        assertThat(states(plan)).containsExactly(State.PASSED);
        assertThat(plan.toString()).doesNotContain("hush");
        assertThat(plan.scripts().get(0).statements().get(0).sql())
                .isEqualTo("insert into shelf values (40 + 2, 'flyway_schema_history ${app.password}')");
        migrator.migrate();
        assertThat(number("select count(*) from shelf where id in (41, 42)")).isEqualTo(2);
    }

    @Test
    void refusesWhatMigrateWouldRefuse() throws IOException {
        write("V1__shelf.sql", "create table shelf (id int primary key, label varchar(30));");
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> migrator().plan(PlanOptions.standard()))
                .withMessageContaining("V1__shelf.sql")
                .withMessageContaining("statement 1");
    }
}
