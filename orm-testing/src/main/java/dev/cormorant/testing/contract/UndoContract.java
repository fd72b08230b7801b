package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.cormorant.core.error.MigrationException;
import dev.cormorant.migrations.AppliedMigration;
import dev.cormorant.migrations.MigrationStatus;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.migrations.StatementDecision;
import dev.cormorant.migrations.UndoCheckResult;
import dev.cormorant.migrations.UndoResult;
import dev.cormorant.migrations.schema.SchemaDifference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Undo: the schema is what it was, the history says so, and what cannot be undone is refused before anything is. */
@Tag("migrations")
public abstract class UndoContract extends DatabaseContract {

    @TempDir
    private Path scripts;

    /** For subclasses of the driver modules. */
    protected UndoContract() {}

    @BeforeEach
    final void writeScripts() throws SQLException, IOException {
        run("drop table if exists shelf", "drop table if exists log");
        run(RunnerTables.drops());
        write("V1__shelf.sql", "create table shelf (id int primary key, label varchar(20));");
        write("V2__colour.sql", "alter table shelf add colour varchar(10);");
        write("U2__colour.sql", "alter table shelf drop column colour;");
        write("V3__log.sql", "create table log (id int primary key);\ncreate index log_id on log (id);");
        write("U3__log.sql", "-- with its index\ndrop table log;");
    }

    private void write(String name, String sql) throws IOException {
        Files.writeString(scripts.resolve(name), sql);
    }

    private Migrator migrator() {
        return Migrator.of(database()).locations("filesystem:" + scripts);
    }

    @Test
    void undoesTheLastVersionSoThatItIsPendingAgain() {
        assertThat(migrator().undo().undone()).isEmpty();
        migrator().migrate();
        String full = migrator().snapshot().fingerprint();
        UndoResult result = migrator().undo();
        assertThat(result.versionBefore()).contains("3");
        assertThat(result.versionAfter()).contains("2");
        assertThat(result.undone()).extracting(AppliedMigration::script).containsExactly("U3__log.sql");
        assertThat(migrator().validate().isValid()).isTrue();
        assertThat(migrator().info().pending())
                .extracting(MigrationStatus::version)
                .containsExactly(Optional.of("3"));
        assertThat(migrator().migrate().applied()).hasSize(1);
        assertThat(migrator().snapshot().fingerprint()).isEqualTo(full);
    }

    @Test
    void undoesDownToAVersionNewestFirst() throws SQLException {
        migrator().migrate();
        UndoResult result = migrator().undoTo("1");
        assertThat(result.undone())
                .extracting(AppliedMigration::version)
                .containsExactly(Optional.of("3"), Optional.of("2"));
        assertThat(result.versionAfter()).contains("1");
        assertThat(number("select count(*) from orm_migration_undo where version in ('2', '3')"))
                .isEqualTo(2);
        assertThat(migrator().undoTo("1").undone()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> migrator().undoTo("one"));
    }

    @Test
    void undoesNothingIfOneOfTheVersionsHasNoUndoScript() {
        migrator().migrate();
        String full = migrator().snapshot().fingerprint();
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> migrator().undoTo("0"))
                .withMessageContaining("version 1 has no undo script");
        assertThat(migrator().info().version()).contains("3");
        assertThat(migrator().snapshot().fingerprint()).isEqualTo(full);
    }

    @Test
    void saysWhatAFailedUndoScriptHasDone() throws SQLException, IOException {
        migrator().migrate();
        write("U3__log.sql", "drop table log;\n\ndrop table no_such_table;");
        boolean ddlCommits = dialect().isMysqlFamily();
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> migrator().undo())
                .withMessageContaining("U3__log.sql, line 3")
                .withMessageContaining(ddlCommits ? "have taken effect" : "nothing of the script has taken effect");
        assertThat(migrator().info().version()).contains("3");
        if (!ddlCommits) {
            assertThat(number("select count(*) from log")).isZero();
        }
        assertUsable();
    }

    @Test
    void goesOnWithAScriptThatWasCutOffInItsMiddle() throws SQLException, IOException {
        migrator().migrate();
        write("U3__log.sql", "insert into shelf (id) values (1);\ndrop table log;\ndelete from nowhere;");
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> migrator().undo());
        boolean ddlCommits = dialect().isMysqlFamily();
        assertThat(number("select count(*) from shelf")).isEqualTo(ddlCommits ? 1 : 0);
        if (ddlCommits) {
            write("V4__more.sql", "create table more (id int);");
            assertThatExceptionOfType(MigrationException.class)
                    .isThrownBy(() -> migrator().migrate())
                    .withMessageContaining("U3__log.sql was cut off in its middle");
            Files.delete(scripts.resolve("V4__more.sql"));
            assertThat(migrator().interrupted()).isEmpty();
        }
        write("U3__log.sql", "insert into shelf (id) values (1);\ndrop table log;\ndelete from shelf;");
        assertThat(migrator().undo().versionAfter()).contains("2");
        assertThat(number("select count(*) from shelf")).isZero();
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> migrator().undo(StatementDecision.runAgain(1, "seen")))
                .withMessageContaining("nothing to decide");
        assertThat(migrator().migrate().applied()).hasSize(1);
    }

    @Test
    void goesOnAfterAKill() throws Exception {
        migrator().migrate();
        String wait = "insert into shelf (id) "
                + MigrationLockContract.minutes(database().driver());
        write("U3__log.sql", "drop table log;\n" + wait + ";");
        try (KilledMigration child = KilledMigration.start(testDatabase(), "filesystem:" + scripts, "undo")) {
            await().atMost(Duration.ofSeconds(30)).until(() -> child.hasReached("U3__log.sql 2/2"));
            child.kill();
        }
        write("U3__log.sql", "drop table log;\ndelete from shelf;");
        assertThat(migrator().undo().versionAfter()).contains("2");
        assertThat(number("select count(*) from shelf")).isZero();
        assertThat(migrator().validate().isValid()).isTrue();
        assertThat(migrator().migrate().versionAfter()).contains("3");
    }

    @Test
    void undoesWhatTheLastRunHasApplied() throws IOException {
        assertThat(migrator().undoBatch().undone()).isEmpty();
        write("U1__shelf.sql", "drop table shelf;");
        migrator().migrate();
        write("V4__more.sql", "create index shelf_label on shelf (label);");
        write("V5__last.sql", "insert into shelf (id) values (5);");
        write(
                "U4__more.sql",
                dialect().isMysqlFamily() ? "drop index shelf_label on shelf;" : "drop index shelf_label;");
        write("U5__last.sql", "delete from shelf where id = 5;");
        migrator().migrate();
        UndoResult last = migrator().undoBatch();
        assertThat(last.undone())
                .extracting(AppliedMigration::version)
                .containsExactly(Optional.of("5"), Optional.of("4"));
        assertThat(last.versionAfter()).contains("3");
        assertThat(migrator().undoBatch().undone()).hasSize(3);
        assertThat(migrator().undoBatch().undone()).isEmpty();
        assertThat(migrator().migrate().applied()).hasSize(5);
        assertThat(migrator().undoBatch().undone()).hasSize(5);
    }

    @Test
    void provesTheUndoScripts() throws IOException {
        migrator().migrate();
        UndoCheckResult good = migrator().checkUndo(Optional.empty());
        assertThat(good.isClean()).isTrue();
        assertThat(good.checked()).containsExactly("2", "3");
        assertThat(good.withoutUndo()).containsExactly("1");
        write("V3__log.sql", "create table if not exists log (id int primary key);");
        write("U3__log.sql", "delete from log;");
        UndoCheckResult bad = migrator().checkUndo(Optional.empty());
        assertThat(bad.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.version()).isEqualTo("3");
            assertThat(finding.differences())
                    .extracting(SchemaDifference::title)
                    .contains("table log");
        });
        assertThat(migrator().info().version()).contains("3");
    }

    @Test
    void goesOnBehindAnUndoScriptAfterWhichTheMigrationFails() throws IOException {
        write("V3__log.sql", "create table log (id int primary key);");
        write("U3__log.sql", "delete from log;");
        write("V4__more.sql", "create table more (id int primary key);\ninsert into log values (1);");
        write("U4__more.sql", "drop table more;\ndelete from log;");
        UndoCheckResult result = migrator().checkUndo(Optional.empty());
        assertThat(result.checked()).containsExactly("2", "3", "4");
        assertThat(result.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.version()).isEqualTo("3");
            assertThat(finding.again()).isFalse();
        });
    }
}
