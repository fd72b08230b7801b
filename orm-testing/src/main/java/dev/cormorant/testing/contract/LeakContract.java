package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.leak.LeakReason;
import dev.cormorant.core.leak.LeakReport;
import dev.cormorant.core.service.Registration;
import dev.cormorant.sql.Sql;
import dev.cormorant.sql.cursor.Cursor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Connections and cursors that are dropped without being closed: found, reported and back in the pool within 5 s of a GC. */
public abstract class LeakContract extends OrmContract {

    private static final Duration PROMISED = Duration.ofSeconds(5);

    /** For subclasses of the driver modules. */
    protected LeakContract() {}

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(connection, "create table forgotten (id integer primary key)");
    }

    /** One connection, so that a lost one would be missed at once. */
    @Override
    DatabaseConfig configure(DatabaseConfig defaults) {
        return defaults.withPool(pool -> pool.withMaxSize(1));
    }

    /** Something that opens a connection and forgets it. */
    @FunctionalInterface
    private interface Forgetting {
        void run() throws SQLException;
    }

    /** Runs it in a thread that is gone afterwards, so that nothing on a stack still refers to what it opened. */
    private void forget(Forgetting work) throws Exception {
        Workers.result(inBackground(() -> {
            work.run();
            return true;
        }));
    }

    private LeakReport awaitLeak(Database database) {
        long startedAt = System.nanoTime();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    System.gc();
                    return database.stats().connections().leaked() > 0
                            && database.stats().isIdle();
                });
        Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
        System.out.println(testDatabase().kind() + ": a dropped connection was back after " + took.toMillis() + " ms");
        assertThat(took).isLessThan(PROMISED);
        assertThat(database.leaks()).hasSize(1);
        return database.leaks().get(0);
    }

    private void assertTakenBack(Database database) throws SQLException {
        assertThat(database.stats().connections().forceClosed()).isEqualTo(1);
        assertThat(database.stats().connections().suspected()).isZero();
        assertUsable(database);
    }

    @Test
    void reportsADroppedConnectionAndTakesItBack() throws Exception {
        forget(() -> {
            Connection dropped = database().connection(Access.WRITE, "nightly report");
            assertThat(Jdbc.number(dropped, "select 4711")).isEqualTo(4711);
        });
        LeakReport report = awaitLeak(database());
        assertThat(report.reason()).isEqualTo(LeakReason.UNREACHABLE);
        assertThat(report.isCertain()).isTrue();
        assertThat(report.takenBack()).isTrue();
        assertThat(report.label()).isEqualTo("nightly report");
        assertThat(report.thread()).startsWith("contract-worker");
        assertThat(report.lastSql()).isEqualTo("select 4711");
        assertThat(report.uses()).isEqualTo(1);
        assertThat(report.access()).isEqualTo(Access.WRITE);
        assertThat(report.takenAt()).isBefore(report.foundAt());
        assertThat(report.stackTrace()).isEmpty();
        assertTakenBack(database());
    }

    @Test
    void rollsBackWhatADroppedConnectionDidNotCommit() throws Exception {
        forget(() -> {
            Connection dropped = database().dataSource().getConnection();
            dropped.setAutoCommit(false);
            Statement statement = dropped.createStatement();
            assertThat(statement.executeUpdate("insert into forgotten values (1)"))
                    .isEqualTo(1);
        });
        assertThat(awaitLeak(database()).label()).isEqualTo("data source");
        assertTakenBack(database());
        assertThat(outside("select count(*) from forgotten")).isZero();
        run("insert into forgotten values (1)", "delete from forgotten");
    }

    @Test
    void stopsTheStreamOfADroppedResult() throws Exception {
        forget(() -> {
            Connection dropped = database().dataSource().getConnection();
            Statement statement = dropped.createStatement();
            statement.setFetchSize(100);
            ResultSet rows = statement.executeQuery(testDatabase().numbersQuery(100_000_000));
            assertThat(rows.next()).isTrue();
        });
        awaitLeak(database());
        awaitQuietServer();
        assertTakenBack(database());
    }

    @Test
    void reportsADroppedCursorWhereverTheRowsCameFrom() throws Exception {
        Sql query = Sql.of(testDatabase().numbersQuery(100_000_000));
        forget(() -> {
            Cursor<Long> dropped = orm().cursor(query, row -> row.getLong(1));
            assertThat(dropped.next()).isTrue();
        });
        LeakReport report = awaitLeak(database());
        assertThat(report.label()).isEqualTo("cursor");
        assertThat(report.lastSql()).startsWith(query.toString().substring(0, 20));
        awaitQuietServer();
        assertTakenBack(database());
    }

    @Test
    void keepsWhatIsInUseHoweverOftenTheCollectorRuns() throws SQLException {
        try (Connection held = database().dataSource().getConnection();
                Statement statement = held.createStatement();
                ResultSet rows = statement.executeQuery(testDatabase().numbersQuery(10))) {
            for (int row = 1; row <= 10; row++) {
                System.gc();
                assertThat(rows.next()).isTrue();
            }
        }
        assertThat(database().leaks()).isEmpty();
        assertThat(database().stats().connections().leaked()).isZero();
    }

    @Test
    void saysWhereItWasTakenIfThatIsSwitchedOn() throws Exception {
        Database tracing = open(configure(config())
                .withName("tracing")
                .withMonitor(monitor -> monitor.withLeaks(leaks -> leaks.withStackTraces(true))));
        forget(() -> takeAndForget(tracing));
        LeakReport report = awaitLeak(tracing);
        assertThat(report.stackTrace()).anyMatch(frame -> frame.getMethodName().equals("takeAndForget"));
        assertThat(report.toString()).contains("takeAndForget").contains("without being closed");
    }

    private static void takeAndForget(Database database) {
        Connection dropped = database.connection(Access.READ, "traced");
        assertThat(dropped).isNotNull();
    }

    @Test
    void tellsEveryCallbackAlsoIfOneThrowsAndNoneThatWasClosed() throws Exception {
        Queue<LeakReport> told = new ConcurrentLinkedQueue<>();
        Queue<LeakReport> toldNoMore = new ConcurrentLinkedQueue<>();
        database().onLeak(report -> {
            throw new IllegalStateException("this callback is broken");
        });
        database().onLeak(told::add);
        Registration closed = database().onLeak(toldNoMore::add);
        closed.close();
        try (LogCapture log = LogCapture.start()) {
            forget(() -> takeAndForget(database()));
            LeakReport report = awaitLeak(database());
            await().atMost(PROMISED).until(() -> !told.isEmpty());
            assertThat(told).containsExactly(report);
            assertThat(log.text())
                    .contains("WARN dev.cormorant.core.leak")
                    .contains("was dropped without being closed")
                    .contains("this callback is broken");
        }
        assertThat(toldNoMore).isEmpty();
    }

    @Test
    void takesABoundedNumberOfCallbacks() {
        Deque<Registration> registrations = new ArrayDeque<>();
        for (int callback = 1; callback <= 16; callback++) {
            registrations.add(database().onLeak(report -> {}));
        }
        assertThatThrownBy(() -> database().onLeak(report -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("16");
        registrations.pop().close();
        database().onLeak(report -> {}).close();
    }

    @Test
    void keepsABoundedNumberOfReports() throws Exception {
        Database forgetful =
                open(configure(config()).withName("forgetful").withMonitor(monitor -> monitor.withLeaksKept(2)));
        for (int leak = 1; leak <= 3; leak++) {
            int count = leak;
            forget(() -> {
                Connection dropped = forgetful.connection(Access.READ, "leak " + count);
                assertThat(dropped.isClosed()).isFalse();
            });
            await().atMost(PROMISED).until(() -> {
                System.gc();
                return forgetful.stats().connections().leaked() == count
                        && forgetful.stats().isIdle();
            });
        }
        assertThat(forgetful.leaks()).extracting(LeakReport::label).isEqualTo(List.of("leak 3", "leak 2"));
    }

    @Test
    void looksForNothingWhenMonitoringIsOff() throws Exception {
        Database blind = open(configure(config()).withName("blind").withMonitor(monitor -> monitor.withEnabled(false)));
        Kept<Connection> kept = new Kept<>();
        forget(() -> kept.set(blind.connection(Access.READ, "not looked for")));
        System.gc();
        try (Connection held = kept.get()) {
            assertThat(Jdbc.number(held, "select 1")).isEqualTo(1);
        }
        assertThat(blind.leaks()).isEmpty();
        assertThat(blind.stats().connections().leaked()).isZero();
    }
}
