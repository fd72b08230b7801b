package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.MonitorConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.monitor.Latency;
import dev.cormorant.core.monitor.ShapeStats;
import dev.cormorant.core.monitor.SlowQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Statements are counted, the slow ones kept, in a bounded space, and no value of anybody's shows. */
public abstract class MonitorContract extends DatabaseContract {

    private static final String INSERT = "insert into watched (id, name) values (?, ?)";

    /** For subclasses of the driver modules. */
    protected MonitorContract() {}

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(connection, "create table watched (id bigint primary key, name varchar(40))");
    }

    private Database watching(UnaryOperator<MonitorConfig> change) {
        return open(config().withMonitor(change));
    }

    private Database slow(UnaryOperator<MonitorConfig> change) {
        DatabaseConfig config =
                config().withMonitor(change).withStatements(limits -> limits.withSlowQuery(Duration.ofMillis(1)));
        return open(config);
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.connection(Access.WRITE, "run")) {
            Jdbc.run(connection, sql);
        }
    }

    private ShapeStats shape(String sql) {
        List<ShapeStats> shapes = database().stats().monitor().shapes();
        return shapes.stream()
                .filter(shape -> shape.sql().equals(sql))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + sql + " among " + shapes));
    }

    @Test
    void countsTheStatementsOfOneShapeTogether() throws SQLException {
        for (int id = 1; id <= 5; id++) {
            run("insert into watched (id, name) values (" + id + ", 'n" + id + "')");
        }
        assertThat(catchThrowable(() -> run("insert into watched (id, name) values (1, 'again')")))
                .isInstanceOf(SQLException.class);
        ShapeStats inserts = shape("insert into watched (id, name) values (?)");
        assertThat(inserts.calls()).isEqualTo(6);
        assertThat(inserts.errors()).isEqualTo(1);
        assertThat(inserts.rows()).isEqualTo(5);
        assertThat(inserts.max()).isPositive().isLessThanOrEqualTo(inserts.total());
        run("delete from watched");
        assertThat(shape("delete from watched").rows()).isEqualTo(5);
    }

    @Test
    void countsTheRowsOfABatch() throws SQLException {
        try (Connection connection = database().connection(Access.WRITE, "batch");
                PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (int id = 100; id < 110; id++) {
                statement.setLong(1, id);
                statement.setString(2, "name");
                statement.addBatch();
            }
            statement.executeBatch();
        }
        assertThat(shape("insert into watched (id, name) values (?)").rows()).isEqualTo(10);
        run("delete from watched");
    }

    @Test
    void countsTheRowsOfAResultThatWasLoadedWholeOfOneThatStreamedAndOfOneThatWasLeft() throws SQLException {
        String query = testDatabase().numbersQuery(500);
        try (Connection connection = database().connection(Access.READ, "load")) {
            assertThat(Jdbc.texts(connection, query)).hasSize(500);
        }
        long whole = rowsRead();
        assertThat(whole).isEqualTo(500);
        try (Connection connection = database().connection(Access.READ, "stream");
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setFetchSize(10);
            try (ResultSet rows = statement.executeQuery()) {
                for (int i = 0; i < 7; i++) {
                    assertThat(rows.next()).isTrue();
                }
                assertThat(database().stats().cursors().open()).isEqualTo(1);
            }
        }
        assertThat(rowsRead()).isEqualTo(507);
        assertThat(database().stats().cursors().open()).isZero();
        assertThat(database().stats().cursors().opened()).isEqualTo(1);
    }

    private long rowsRead() {
        return database().stats().monitor().shapes().stream()
                .mapToLong(ShapeStats::rows)
                .sum();
    }

    @Test
    void measuresEveryStatement() throws SQLException {
        for (int i = 0; i < 20; i++) {
            assertThat(number("select 42")).isEqualTo(42);
        }
        Latency latency = database().stats().monitor().latency();
        assertThat(latency.count()).isEqualTo(20);
        assertThat(latency.p50()).isPositive().isLessThanOrEqualTo(latency.p95());
        assertThat(latency.p95()).isLessThanOrEqualTo(latency.p99());
        assertThat(latency.p99()).isLessThanOrEqualTo(latency.max());
    }

    @Test
    void keepsSlowStatementsWithoutTheirValues() throws SQLException {
        Database slow = slow(monitor -> monitor);
        Instant before = Instant.now();
        String query = testDatabase().slowQuery(Duration.ofMillis(20));
        try (LogCapture quiet = LogCapture.start();
                Connection connection = slow.connection(Access.READ, "slow")) {
            assertThat(Jdbc.number(connection, query)).isPositive();
            assertThat(quiet.text()).contains("slow statement");
        }
        SlowQuery kept = slow.stats().monitor().slowQueries().get(0);
        assertThat(kept.took()).isGreaterThan(Duration.ofMillis(1));
        assertThat(kept.id()).isPositive();
        assertThat(kept.thread()).isEqualTo(Thread.currentThread().getName());
        assertThat(kept.rows()).isEqualTo(1);
        assertThat(kept.values()).isEmpty();
        assertThat(kept.failure()).isEmpty();
        assertThat(kept.at()).isBetween(before, Instant.now());
        assertThat(kept.sql()).doesNotContainPattern("[^a-z_][0-9]");
        assertThat(slow.stats().monitor().slow()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void saysHowASlowStatementFailed() throws SQLException {
        Database slow = open(config().withStatements(
                        limits -> limits.withSlowQuery(Duration.ofMillis(1)).withTimeout(Duration.ofMillis(100))));
        String endless = testDatabase().slowQuery(Duration.ofMinutes(10));
        try (LogCapture quiet = LogCapture.start();
                Connection connection = slow.connection(Access.READ, "endless")) {
            assertThat(catchThrowable(() -> Jdbc.number(connection, endless))).isInstanceOf(SQLException.class);
            assertThat(quiet.text()).contains("slow statement");
        }
        assertThat(slow.stats().monitor().slowQueries().get(0).failure()).isEqualTo("StatementTimeoutException");
        awaitQuietServer();
    }

    @Test
    void showsBindValuesOnlyWhenAskedTo() throws SQLException {
        Database slow = slow(monitor -> monitor.withBindValues(true));
        String query = "select count(*) from (" + testDatabase().numbersQuery(200_000) + ") n where payload <> ?";
        try (LogCapture quiet = LogCapture.start();
                Connection connection = slow.connection(Access.READ, "slow");
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, "bound to it");
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
            }
            assertThat(quiet.text().lines().filter(line -> line.contains("slow statement")))
                    .isNotEmpty()
                    .noneMatch(line -> line.contains("bound to it"));
        }
        assertThat(slow.stats().monitor().slowQueries().get(0).values()).containsExactly("bound to it");
    }

    @Test
    void keepsNoMoreThanItMay() throws SQLException {
        Database bounded = slow(monitor -> monitor.withQueriesKept(3).withShapes(5));
        String query = testDatabase().slowQuery(Duration.ofMillis(2));
        try (LogCapture quiet = LogCapture.start()) {
            for (int i = 0; i < 8; i++) {
                execute(
                        bounded,
                        "update watched set name = name where id = id + " + i + " and " + i + " = id"
                                + "/**/".repeat(i));
                execute(bounded, "update watched set name = '' where" + " id = 0 or".repeat(i) + " id = 1");
                try (Connection connection = bounded.connection(Access.READ, "slow")) {
                    Jdbc.number(connection, query);
                }
            }
            assertThat(quiet.text()).contains("slow statement");
        }
        assertThat(bounded.stats().monitor().slowQueries()).hasSize(3);
        assertThat(bounded.stats().monitor().shapes()).hasSize(5);
    }

    @Test
    void isAbsentWhenItIsSwitchedOff() throws SQLException {
        Database silent = slow(monitor -> monitor.withEnabled(false));
        String query = testDatabase().slowQuery(Duration.ofMillis(20));
        try (LogCapture log = LogCapture.start();
                Connection connection = silent.connection(Access.READ, "slow")) {
            assertThat(Jdbc.number(connection, query)).isPositive();
            assertThat(log.text()).contains("slow statement");
        }
        assertThat(silent.stats().monitor().enabled()).isFalse();
        assertThat(silent.stats().monitor().latency()).isEqualTo(Latency.NONE);
        assertThat(silent.stats().monitor().shapes()).isEmpty();
        assertThat(silent.stats().monitor().slowQueries()).isEmpty();
        assertThat(silent.stats().executions().started()).isEqualTo(1);
    }

    @Test
    void tellsReusedConnectionsFromNewOnes() throws SQLException {
        Database fresh = watching(monitor -> monitor);
        for (int i = 0; i < 10; i++) {
            try (Connection connection = fresh.connection(Access.READ, "look")) {
                assertThat(Jdbc.number(connection, "select 1")).isEqualTo(1);
                assertThat(fresh.stats().active()).singleElement().satisfies(held -> assertThat(held.label())
                        .isEqualTo("look"));
            }
        }
        var connections = fresh.stats().connections();
        assertThat(connections.taken()).isEqualTo(10);
        assertThat(connections.reused()).isBetween(8L, 9L);
        assertThat(connections.expired()).isZero();
        assertThat(connections.evicted()).isZero();
    }
}
