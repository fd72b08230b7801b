package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cormorant.core.error.MigrationException;
import dev.cormorant.migrations.AppliedMigration;
import dev.cormorant.migrations.MigrationResult;
import dev.cormorant.migrations.MigrationState;
import dev.cormorant.migrations.MigrationStatus;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.migrations.RepairResult;
import dev.cormorant.migrations.SchemaInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Migrating: common scripts and those of the database, once each, whoever else migrates at the same time. */
@Tag("migrations")
public abstract class MigrationContract extends DatabaseContract {

    private static final String SCRIPTS = "classpath:dev/cormorant/testing/contract/migration";
    private static final String FAILING = "classpath:dev/cormorant/testing/contract/failing";
    private static final int AT_ONCE = 3;

    /** For subclasses of the driver modules. */
    protected MigrationContract() {}

    @BeforeEach
    final void emptyTheDatabase() throws SQLException {
        run("drop view if exists coloured", "drop table if exists shelf", "drop table if exists fine");
        run(RunnerTables.drops());
        if (database().driver().equals("postgres")) {
            run("drop function if exists twice(bigint)");
        }
    }

    private Migrator migrator() {
        return Migrator.of(database()).locations(SCRIPTS);
    }

    @Test
    void appliesTheCommonScriptsAndThoseOfTheDatabase() throws SQLException {
        MigrationResult result = migrator().migrate();
        assertThat(result.database()).isEqualTo(database().label());
        assertThat(result.versionBefore()).isEmpty();
        assertThat(result.versionAfter()).contains("3");
        assertThat(result.applied())
                .extracting(AppliedMigration::description)
                .containsExactly("create shelf", "add colour", "fill", "coloured");
        assertThat(result.applied().get(1).script()).contains(database().driver());
        assertThat(result.applied().get(3).version()).isEmpty();
        assertThat(result.took()).isPositive();
        assertThat(number("select count(*) from shelf where colour = '"
                        + database().driver() + "'"))
                .isEqualTo(3);
        assertThat(number("select count(*) from coloured")).isEqualTo(3);
    }

    @Test
    void hasNothingToDoTheSecondTime() throws SQLException {
        migrator().migrate();
        MigrationResult again = migrator().migrate();
        assertThat(again.applied()).isEmpty();
        assertThat(again.versionBefore()).contains("3");
        assertThat(again.versionAfter()).contains("3");
        assertThat(number("select count(*) from shelf")).isEqualTo(3);
    }

    @Test
    void saysWhereTheSchemaStands() {
        SchemaInfo before = migrator().info();
        assertThat(before.version()).isEmpty();
        assertThat(before.pending()).extracting(MigrationStatus::description).contains("create shelf", "coloured");
        migrator().migrate();
        SchemaInfo after = migrator().info();
        assertThat(after.version()).contains("3");
        assertThat(after.pending()).isEmpty();
        assertThat(after.migrations()).hasSize(4).allSatisfy(script -> {
            assertThat(script.state()).isEqualTo(MigrationState.APPLIED);
            assertThat(script.appliedAt()).isPresent();
            assertThat(script.took()).isPresent();
        });
        assertThat(migrator().validate().isValid()).isTrue();
    }

    @Test
    void namesTheScriptThatWasChangedAndAcceptsItWhenRepaired() throws SQLException {
        migrator().migrate();
        assertThat(migrator().repair().changedAnything()).isFalse();
        run("update flyway_schema_history set checksum = 7 where version = '1'");
        assertThat(migrator().validate().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.version()).contains("1");
            assertThat(problem.reason()).contains("changed after it was applied", "repair");
        });
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> migrator().migrate());
        assertThat(migrator().repair().aligned()).containsExactly("1");
        assertThat(migrator().validate().isValid()).isTrue();
    }

    @Test
    void takesAScriptThatFailedOutOfTheHistory() throws SQLException {
        Migrator failing = Migrator.of(database()).locations(FAILING);
        assertThatExceptionOfType(MigrationException.class).isThrownBy(failing::migrate);
        // Only where DDL is not undone with its transaction does a failed run leave a trace.
        boolean leavesATrace =
                failing.info().migrations().stream().anyMatch(script -> script.state() == MigrationState.FAILED);
        RepairResult repaired = failing.repair();
        assertThat(repaired.removed()).isEqualTo(leavesATrace ? List.of("2") : List.of());
        assertThat(failing.info().pending())
                .extracting(MigrationStatus::version)
                .contains(Optional.of("2"));
    }

    @Test
    void goesOnFromABaseline() throws SQLException {
        run("create table shelf (id bigint primary key, label varchar(50) not null)");
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> migrator().migrate())
                .withMessageContaining("has tables but no history")
                .withMessageContaining("baseline");
        migrator().baseline("1", "made by hand");
        MigrationResult result = migrator().migrate();
        assertThat(result.applied().get(0).description()).isEqualTo("add colour");
        assertThat(migrator().info().migrations())
                .extracting(MigrationStatus::state)
                .contains(MigrationState.BASELINE);
        assertThatIllegalArgumentException().isThrownBy(() -> migrator().baseline("one", "x"));
    }

    @Test
    void namesTheScriptThatFails() throws SQLException {
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> Migrator.of(database()).locations(FAILING).migrate())
                .withMessageContaining("V2__broken.sql")
                .withMessageContaining(database().label());
        assertUsable();
        // MySQL cannot roll back DDL, but these are rows.
        assertThat(number("select count(*) from fine")).isZero();
    }

    @Test
    void isAppliedOnceWhenManyMigrateAtOnce() throws Exception {
        List<Future<MigrationResult>> runs = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            Migrator migrator =
                    Migrator.of(open(config().withName("migrator-" + i))).locations(SCRIPTS);
            runs.add(inBackground(migrator::migrate));
        }
        List<MigrationResult> results = new ArrayList<>();
        for (Future<MigrationResult> run : runs) {
            results.add(Workers.result(run));
        }
        Stream<AppliedMigration> applied = results.stream().flatMap(result -> result.applied().stream());
        assertThat(applied.map(AppliedMigration::description))
                .containsExactlyInAnyOrder("create shelf", "add colour", "fill", "coloured");
        assertThat(results)
                .allSatisfy(result -> assertThat(result.versionAfter()).contains("3"));
        assertThat(number("select count(*) from shelf")).isEqualTo(3);
    }

    @Test
    void refusesALocationOfAnotherForm() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Migrator.of(database()).locations("db/migration"))
                .withMessageContaining("classpath:");
    }
}
