package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.MigrationException;
import dev.cormorant.core.error.MigrationLockException;
import dev.cormorant.migrations.LockHolder;
import dev.cormorant.migrations.MigrationProgress;
import dev.cormorant.migrations.MigrationResult;
import dev.cormorant.migrations.Migrator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lock of migrations: waits end, whoever has it is named, and a killed holder is in nobody's way. */
@Tag("migrations")
public abstract class MigrationLockContract extends DatabaseContract {

    /** How long a killed run may be in the way. */
    private static final Duration LONGEST_BLOCK = Duration.ofSeconds(5);

    @TempDir
    private Path scripts;

    private Database other;

    /** For subclasses of the driver modules. */
    protected MigrationLockContract() {}

    @BeforeEach
    final void emptyTheDatabase() throws SQLException, IOException {
        other = open(config().withName("other"));
        run("drop table if exists shelf", "drop table if exists slow");
        run(RunnerTables.drops());
        write("V1__shelf.sql", "create table shelf (id int primary key);\ninsert into shelf values (4711);");
        write("U1__shelf.sql", "drop table shelf;");
    }

    private void write(String name, String sql) throws IOException {
        Files.writeString(scripts.resolve(name), sql);
    }

    private Migrator migrator(Database database) {
        return Migrator.of(database).locations("filesystem:" + scripts);
    }

    private StoppedRun<MigrationResult> stoppedAt(int statement) throws InterruptedException {
        return StoppedRun.start(migrator(other), statement, Migrator::migrate);
    }

    @Test
    void endsTheWaitAndNamesWhoHasTheLock() throws Exception {
        assertThat(migrator(database()).lockStatus().holder()).isEmpty();
        try (StoppedRun<MigrationResult> stopped = stoppedAt(2)) {
            long startedAt = System.nanoTime();
            assertThatExceptionOfType(MigrationLockException.class)
                    .isThrownBy(() -> migrator(database())
                            .lockWait(Duration.ofMillis(700))
                            .migrate())
                    .withMessageContaining("within 700 ms")
                    .withMessageContaining(holder().session())
                    .withMessageContaining("lock-wait");
            assertThat(Duration.ofNanos(System.nanoTime() - startedAt))
                    .isBetween(Duration.ofMillis(650), Duration.ofSeconds(5));
            assertThatExceptionOfType(MigrationLockException.class)
                    .isThrownBy(
                            () -> migrator(database()).lockWait(Duration.ZERO).undo());
            assertThatExceptionOfType(MigrationLockException.class)
                    .isThrownBy(
                            () -> migrator(database()).lockWait(Duration.ZERO).repair());
            assertThat(migrator(database()).info().pending()).hasSize(1);
            assertThat(stopped.end().applied()).hasSize(1);
        }
        assertThat(migrator(database()).lockStatus().holder()).isEmpty();
        assertThat(migrator(database()).lockWait(Duration.ZERO).undo().undone()).hasSize(1);
        assertThat(migrator(database()).lockWait(Duration.ZERO).migrate().applied())
                .hasSize(1);
    }

    private LockHolder holder() {
        return migrator(database()).lockStatus().holder().orElseThrow();
    }

    @Test
    void saysWhatIsKnownOfTheHolder() throws Exception {
        try (StoppedRun<MigrationResult> stopped = stoppedAt(1)) {
            LockHolder holder = holder();
            assertThat(holder.session()).matches("(process )?[0-9]+");
            assertThat(holder.account()).isPresent();
            assertThat(holder.client()).isPresent();
            if (testDatabase().server().isPresent()) {
                assertThat(holder.account()).contains(testDatabase().user());
            } else {
                assertThat(holder.since()).isPresent();
            }
            stopped.end();
        }
    }

    @Test
    void waitsForTheOtherRunAndFindsNothingLeftToDo() throws Exception {
        try (StoppedRun<MigrationResult> stopped = stoppedAt(1)) {
            Future<MigrationResult> second =
                    inBackground(() -> migrator(database()).migrate());
            await().during(Duration.ofMillis(300)).until(() -> !second.isDone());
            assertThat(stopped.end().applied()).hasSize(1);
            assertThat(Workers.result(second).applied()).isEmpty();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> migrator(database()).lockWait(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> migrator(database()).lockWait(Duration.ofHours(25)));
    }

    @Test
    void tellsHowFarARunHasCome() throws IOException {
        List<MigrationProgress> told = new ArrayList<>();
        migrator(database()).listener(told::add).migrate();
        assertThat(told)
                .containsExactly(
                        new MigrationProgress(MigrationProgress.Step.SCRIPT_BEGUN, "V1__shelf.sql", 0, 0),
                        new MigrationProgress(MigrationProgress.Step.STATEMENT_BEGUN, "V1__shelf.sql", 1, 2),
                        new MigrationProgress(MigrationProgress.Step.STATEMENT_BEGUN, "V1__shelf.sql", 2, 2),
                        new MigrationProgress(MigrationProgress.Step.SCRIPT_ENDED, "V1__shelf.sql", 0, 0));
    }

    @Test
    void tellsOfFailuresAndUndoAndIsNotStoppedByAListener() throws IOException {
        List<MigrationProgress> told = new ArrayList<>();
        migrator(database()).migrate();
        write("V2__wrong.sql", "insert into nowhere values (1);");
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> migrator(database()).listener(told::add).migrate());
        assertThat(told)
                .extracting(MigrationProgress::step)
                .containsExactly(
                        MigrationProgress.Step.SCRIPT_BEGUN,
                        MigrationProgress.Step.STATEMENT_BEGUN,
                        MigrationProgress.Step.SCRIPT_FAILED);
        Migrator broken = migrator(database()).listener(progress -> {
            throw new IllegalStateException("no screen");
        });
        write("V2__wrong.sql", "insert into shelf values (2);");
        assertThat(broken.resume().migration().applied()).hasSize(1);
        told.clear();
        write("U2__wrong.sql", "delete from shelf where id = 2;");
        migrator(database()).listener(told::add).undo();
        assertThat(told)
                .extracting(MigrationProgress::script)
                .containsOnly("U2__wrong.sql")
                .hasSize(3);
    }

    /** What keeps a server busy, or this machine, for longer than anybody waits, and gives one number. */
    static String minutes(String driver) {
        return switch (driver) {
            case "postgres" -> "select 4711 from pg_sleep(120)";
            case "mysql" -> "select sleep(120)";
            default ->
                "with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000000000)"
                        + " select count(*) from n";
        };
    }

    @Test
    void isNotHeldUpByAKilledRun() throws Exception {
        write(
                "V2__slow.sql",
                "create table slow (id bigint);\ninsert into slow "
                        + minutes(database().driver()) + ";");
        try (KilledMigration child = KilledMigration.start(testDatabase(), "filesystem:" + scripts, "migrate")) {
            await().atMost(Duration.ofSeconds(30)).until(() -> child.hasReached("V2__slow.sql 2/2"));
            if (testDatabase().server().isPresent()) {
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> holder().statement().isPresent());
                assertThat(holder().statement().orElseThrow())
                        .startsWith("insert into slow")
                        .doesNotContain("120", "4711");
            }
            child.kill();
        }
        write("V2__slow.sql", "create table slow (id bigint);\ninsert into slow values (0);");
        long startedAt = System.nanoTime();
        MigrationResult result = migrator(database()).resume().migration();
        Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
        System.out.printf("%s, after a killed run: %d ms%n", testDatabase().kind(), took.toMillis());
        assertThat(result.versionAfter()).contains("2");
        assertThat(number("select count(*) from slow")).isEqualTo(1);
        assertThat(took).isLessThan(LONGEST_BLOCK);
        assertNoFileOfTheLock();
    }

    private void assertNoFileOfTheLock() throws IOException {
        if (testDatabase().server().isEmpty()) {
            Path folder = Path.of(testDatabase().name()).toAbsolutePath().getParent();
            try (var files = Files.list(folder)) {
                assertThat(files).noneMatch(file -> file.toString().contains("migration-lock"));
            }
        }
    }

    @Test
    void keepsPlainFlywayOutAndNamesIt() throws Exception {
        if (testDatabase().server().isEmpty()) {
            assertThat(migrator(database()).lockStatus().holder()).isEmpty();
            return;
        }
        // With its table there it takes the lock once for each script, and for nothing else.
        plainFlyway().migrate();
        String sleep = database().driver().equals("postgres") ? "select pg_sleep(2)" : "do sleep(2)";
        write("V2__slow.sql", sleep + ";\ncreate table slow (id int primary key);");
        Future<?> plain = inBackground(() -> plainFlyway().migrate());
        await().atMost(Duration.ofSeconds(10))
                .until(() -> migrator(database()).lockStatus().holder().isPresent());
        assertThatExceptionOfType(MigrationLockException.class)
                .isThrownBy(() -> migrator(database()).lockWait(Duration.ZERO).migrate());
        assertThat(migrator(database()).migrate().applied()).isEmpty();
        Workers.result(plain);
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> migrator(database()).undoBatch())
                .withMessageContaining("not known which run has applied version 2");
    }

    private Flyway plainFlyway() {
        return Flyway.configure(Flyway.class.getClassLoader())
                .dataSource(other.dataSource())
                .locations("filesystem:" + scripts)
                .load();
    }
}
