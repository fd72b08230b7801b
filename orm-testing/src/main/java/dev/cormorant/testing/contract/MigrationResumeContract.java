package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cormorant.core.Database;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.MigrationException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.migrations.InterruptedMigration;
import dev.cormorant.migrations.InterruptedStatement;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.migrations.ResumeResult;
import dev.cormorant.migrations.StatementDecision;
import dev.cormorant.migrations.StatementState;
import dev.cormorant.testing.fault.Fault;
import dev.cormorant.testing.fault.FaultyDataSource;
import dev.cormorant.testing.fault.FaultyDrivers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A script that was cut off anywhere goes on there: afterwards the database is what one run without a cut makes of it. */
@Timeout(1800)
@Tag("migrations")
public abstract class MigrationResumeContract extends DatabaseContract {

    /** At how many JDBC calls the run is cut; the system property says another number, 0 for each of them. */
    private static final int CUTS = Integer.getInteger("orm.test.repeats.resume", 4);

    /** At how many places the process is killed; 0 for each: before a statement, between it and the journal, and behind the journal. */
    private static final int KILLS = Integer.getInteger("orm.test.repeats.resume-kill", 1);

    private Path folder;
    private TwelveStatements script;
    private Migrator first;
    private Migrator migrator;

    /** For subclasses of the driver modules. */
    protected MigrationResumeContract() {}

    @BeforeEach
    final void emptyTheDatabase(@TempDir Path scripts) throws SQLException, IOException {
        folder = scripts;
        first = Migrator.of(database()).locations(TwelveStatements.first(scripts));
        startAgain();
        script = new TwelveStatements(database().driver());
        migrator = Migrator.of(database()).locations(script.writeTo(folder));
    }

    /** Flyway tries for ten seconds to make its table; that is not what is tested here. */
    private void startAgain() throws SQLException {
        TwelveStatements.remove(database());
        first.migrate();
    }

    private String fingerprint() throws SQLException {
        try (Connection connection = database().connection(Access.READ, "fingerprint")) {
            return SchemaFingerprint.of(connection);
        }
    }

    private String cleanRun() throws SQLException {
        migrator.migrate();
        String clean = fingerprint();
        assertThat(clean).contains("row of road 4 2 21", "row of history 1 twelve");
        assertThat(journalRows()).isZero();
        startAgain();
        return clean;
    }

    private long journalRows() throws SQLException {
        return number("select count(*) from orm_migration_journal");
    }

    private FaultyDrivers drivers() {
        return FaultyDrivers.forConfig(config());
    }

    private Database open(FaultyDataSource faulty) {
        return Database.open(config(), drivers().through(faulty));
    }

    /** {@return how many calls a run makes before it fails or ends} */
    private long migrateWith(Fault fault) {
        FaultyDataSource faulty = FaultyDataSource.of(drivers().connections());
        try (Database database = open(faulty)) {
            faulty.arm(fault);
            try {
                Migrator.of(database).locations("filesystem:" + folder).migrate();
            } catch (OrmException cut) {
                assertThat(faulty.failedCall()).isPresent();
            } finally {
                faulty.disarm();
            }
            return faulty.calls();
        }
    }

    private List<Long> places(long calls, int count, String what) {
        if (count == 0) {
            return java.util.stream.LongStream.rangeClosed(1, calls).boxed().toList();
        }
        long seed = System.nanoTime();
        System.out.printf("%s, %s at %d of %d calls, seed %d%n", testDatabase().kind(), what, count, calls, seed);
        Random random = new Random(seed);
        List<Long> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.add(1 + calls * i / count + random.nextLong(Math.max(1, calls / count)));
        }
        return places;
    }

    private void goOnAndCompare(String clean, String where) throws SQLException {
        ResumeResult result;
        try {
            result = migrator.resume();
        } catch (OrmException refused) {
            throw new AssertionError("does not go on after a cut at " + where, refused);
        }
        assertThat(fingerprint()).as("after a cut at %s, %s", where, result).isEqualTo(clean);
        assertThat(journalRows())
                .as("rows of the journal after a cut at %s", where)
                .isZero();
        assertThat(migrator.validate().isValid()).isTrue();
    }

    @Test
    void goesOnWhereTheConnectionWasLost() throws SQLException {
        String clean = cleanRun();
        long calls = migrateWith(Fault.none());
        for (long n : places(calls, CUTS, "cut")) {
            for (Fault fault : List.of(Fault.at(n), Fault.at(n).afterTheCall())) {
                startAgain();
                migrateWith(fault.killingTheConnection());
                goOnAndCompare(clean, "call " + n + " " + fault.moment());
            }
        }
    }

    @Test
    void goesOnWhereTheProcessWasKilled() throws Exception {
        String clean = cleanRun();
        List<KillPlaces.Place> all = killPlaces();
        assertThat(all).hasSize(36);
        long startedAt = System.nanoTime();
        for (long n : places(all.size(), KILLS, "killed")) {
            startAgain();
            KillPlaces.Place place = all.get((int) n - 1);
            killAt(place);
            goOnAndCompare(clean, "kill at " + place);
        }
        System.out.printf(
                "%s, kills took %d s%n", testDatabase().kind(), (System.nanoTime() - startedAt) / 1_000_000_000);
    }

    private List<KillPlaces.Place> killPlaces() {
        FaultyDataSource faulty = FaultyDataSource.of(drivers().connections());
        KillPlaces places = new KillPlaces(faulty);
        try (Database database = open(faulty)) {
            Migrator.of(database)
                    .locations("filesystem:" + folder)
                    .listener(places)
                    .migrate();
        }
        return places.found();
    }

    private void killAt(KillPlaces.Place place) throws IOException, InterruptedException {
        Process process = child(place).redirectErrorStream(true).start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            StringBuilder all = new StringBuilder();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                all.append(line).append('\n');
                if (line.endsWith(MigrationChild.THERE)) {
                    return;
                }
            }
            throw new AssertionError("the child ended by itself at " + place + ":\n" + all);
        } finally {
            // SIGKILL.
            process.destroyForcibly();
            process.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private ProcessBuilder child(KillPlaces.Place place) {
        ProcessBuilder child = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                MigrationChild.class.getName(),
                testDatabase().jdbcUrl(),
                testDatabase().server().isPresent() ? testDatabase().user() : "",
                "filesystem:" + folder,
                Integer.toString(place.statement()),
                Long.toString(place.call())));
        if (testDatabase().server().isPresent()) {
            child.environment().put(MigrationChild.PASSWORD, testDatabase().password());
        }
        return child;
    }

    private void breakStatement(int number) throws IOException {
        List<String> statements = new ArrayList<>(script.statements());
        statements.set(number - 1, "insert into nowhere values (1)");
        script.writeTo(folder, statements);
    }

    @Test
    void showsWhatIsInPlaceAndTakesACorrectedRest() throws SQLException, IOException {
        String clean = cleanRun();
        breakStatement(7);
        assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator.migrate());
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> migrator.migrate())
                .withMessageContaining("resume");
        InterruptedMigration found = migrator.interrupted().orElseThrow();
        assertThat(found.script()).isEqualTo(TwelveStatements.NAME);
        assertThat(found.statements()).hasSize(12);
        assertThat(found.in(StatementState.DONE))
                .extracting(InterruptedStatement::number)
                .containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(found.in(StatementState.PENDING)).hasSize(6);
        assertThat(found.statements().get(4).sql()).contains("city_name");
        script.writeTo(folder);
        ResumeResult result = migrator.resume();
        assertThat(result.interrupted()).map(InterruptedMigration::script).contains(TwelveStatements.NAME);
        assertThat(result.migration().versionAfter()).contains("1");
        assertThat(fingerprint()).isEqualTo(clean);
        assertThat(migrator.resume().interrupted()).isEmpty();
    }

    @Test
    void refusesAStatementThatWasChangedAfterItTookEffect() throws SQLException, IOException {
        breakStatement(7);
        assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator.migrate());
        List<String> statements = new ArrayList<>(script.statements());
        statements.set(1, statements.get(1).replace("Rome", "Roma"));
        script.writeTo(folder, statements);
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> migrator.resume())
                .withMessageContaining("statement 2 of " + TwelveStatements.NAME)
                .withMessageContaining("was changed after it took effect")
                .withMessageContaining("Roma");
        assertThat(number("select count(*) from city")).isEqualTo(2);
        statements.set(1, statements.get(1).replace("Roma", "Rome").replace("insert into", "INSERT  INTO /* so */"));
        script.writeTo(folder, statements);
        migrator.resume();
        assertThat(migrator.info().version()).contains("1");
    }

    @Test
    void doesWhatAPersonSaysAboutAStatementAndKeepsTheReason() throws SQLException, IOException {
        assertThatIllegalArgumentException().isThrownBy(() -> StatementDecision.markApplied(7, " "));
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> migrator.resume(StatementDecision.markApplied(1, "seen")))
                .withMessageContaining("nothing to decide");
        startAgain();
        breakStatement(11);
        assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator.migrate());
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> migrator.resume(StatementDecision.markApplied(12, "seen")))
                .withMessageContaining("never sent");
        run("update orm_migration_journal set state = 'STARTED' where statement = 11");
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> migrator.resume())
                .withMessageContaining("statement 11")
                .withMessageContaining("--mark-applied 11 --reason")
                .withMessageContaining("--run-again 11 --reason");
        assertThat(migrator.interrupted().orElseThrow().in(StatementState.IN_DOUBT))
                .hasSize(1);
        migrator.resume(StatementDecision.markApplied(11, "the table is not needed"));
        assertThat(migrator.info().version()).contains("1");
        assertThat(number("select count(*) from orm_migration_journal where reason = 'the table is not needed'"
                        + " and statement = 11 and finished_at > 0"))
                .isEqualTo(1);
        assertThat(journalRows()).isEqualTo(1);
    }
}
