package dev.cormorant.testing.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cormorant.testing.leak.LeakProbe;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EveryCallTest {
    private final DataSource real;

    EveryCallTest(@TempDir Path directory) throws SQLException {
        real = SqliteFile.in(directory);
    }

    @Test
    void failsEachCallOfAQueryOnce() {
        List<String> failed = new ArrayList<>();

        Coverage coverage = EveryCall.of(real).check(SqliteFile::count, attempt -> {
            failed.add(attempt.n() + " " + attempt.call());
            assertThat(attempt.thrown()).containsInstanceOf(SQLException.class);
            assertThat(attempt.subject()).isSameAs(attempt.dataSource());
            assertThat(attempt.dataSource().openConnections()).isZero();
            assertThat(SqliteFile.count(attempt.dataSource())).isEqualTo(3);
        });

        assertThat(failed)
                .containsExactly(
                        "1 DataSource.getConnection",
                        "2 Connection.createStatement",
                        "3 Statement.executeQuery",
                        "4 ResultSet.next",
                        "5 ResultSet.getInt",
                        "6 ResultSet.close",
                        "7 Statement.close",
                        "8 Connection.close");
        assertThat(coverage).isEqualTo(new Coverage(8, 8, 0));
    }

    @Test
    void showsThatATransactionIsWholeOrNotAtAll() {
        Coverage coverage = EveryCall.of(real)
                .with(Fault::killingTheConnection)
                .check(EveryCallTest::renameTwo, attempt -> {
                    assertThat(attempt.dataSource().openConnections()).isZero();
                    assertThat(renamed()).isIn(0, 2);
                });
        assertThat(coverage.fired()).isEqualTo(coverage.calls()).isGreaterThan(5);
    }

    private static void renameTwo(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("update bird set name = 'shag' where id = 1");
                statement.executeUpdate("update bird set name = 'shag' where id = 2");
            }
            connection.commit();
        }
    }

    private int renamed() throws SQLException {
        try (Connection connection = real.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from bird where name = 'shag'")) {
            rows.next();
            int count = rows.getInt(1);
            statement.executeUpdate("update bird set name = 'coot'");
            return count;
        }
    }

    @Test
    void findsTheOneCallAfterWhichAConnectionLeaks() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(
                        () -> EveryCall.of(real).check(EveryCallTest::leaksWhenTheStatementFails, attempt -> assertThat(
                                        attempt.dataSource().openConnections())
                                .as("open connections")
                                .isZero()))
                .withMessageContaining("1 failure;")
                .withMessageContaining("n=2 Connection.createStatement")
                .withMessageContaining("open connections")
                .withMessageContaining("the scenario threw java.sql.SQLException: injected fault")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }

    private static void leaksWhenTheStatementFails(DataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        try (connection;
                statement) {
            statement.execute("select 1");
        }
    }

    @Test
    void faultsOnlyTheScenarioAndNotWhatIsOpenedForIt() {
        List<OneConnection> opened = new ArrayList<>();
        List<String> failed = new ArrayList<>();

        Coverage coverage = EveryCall.of(real)
                .opening(faulty -> {
                    OneConnection subject = new OneConnection(faulty);
                    opened.add(subject);
                    return subject;
                })
                .check(OneConnection::query, attempt -> {
                    failed.add(attempt.call());
                    attempt.subject().query();
                });

        assertThat(failed)
                .containsExactly(
                        "Connection.createStatement", "Statement.executeQuery", "ResultSet.close", "Statement.close");
        assertThat(coverage).isEqualTo(new Coverage(4, 4, 0));
        assertThat(opened).hasSize(6).allMatch(OneConnection::isClosed);
    }

    private static final class OneConnection implements AutoCloseable {
        private final Connection connection;
        private boolean closed;

        OneConnection(DataSource dataSource) throws SQLException {
            connection = dataSource.getConnection();
        }

        void query() throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select 1")) {
                assertThat(rows).isNotNull();
            }
        }

        boolean isClosed() {
            return closed;
        }

        @Override
        public void close() throws SQLException {
            connection.close();
            closed = true;
        }
    }

    @Test
    void namesTheCallAtWhichTheScenarioHangs() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> EveryCall.of(real)
                        .within(Duration.ofMillis(200))
                        .check(EveryCallTest::hangsWhenTheQueryFails, attempt -> {}))
                .withMessageContaining("1 failure;")
                .withMessageContaining("n=3 Statement.executeQuery: hung for 200 ms at")
                .withMessageContaining("EveryCallTest.hangsWhenTheQueryFails");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private static void hangsWhenTheQueryFails(FaultyDataSource dataSource) throws Exception {
        try {
            SqliteFile.count(dataSource);
        } catch (SQLException e) {
            if (dataSource.calls() == 5) {
                new CountDownLatch(1).await();
            }
        }
    }

    @Test
    void refusesAScenarioThatCallsNothing() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> EveryCall.of(real).check(faulty -> SqliteFile.count(real), attempt -> {}))
                .withMessageContaining("no JDBC call");
    }

    @Test
    void refusesAScenarioThatFailsByItself() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> EveryCall.of(real)
                        .check(
                                faulty -> {
                                    throw new IllegalStateException("broken");
                                },
                                attempt -> {}))
                .withMessageContaining("without a fault: threw although no call failed")
                .withMessageContaining("broken");
    }

    @Test
    void saysWhenThereAreMoreCallsThanItMayRun() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> EveryCall.of(real).atMost(7).check(SqliteFile::count, attempt -> {}))
                .withMessageContaining("more than 7 calls");
        assertThat(EveryCall.of(real).atMost(9).check(SqliteFile::count, attempt -> {}))
                .isEqualTo(new Coverage(8, 8, 0));
    }

    @Test
    void reportsAnInterruptFlagThatTheScenarioLeavesSet() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> EveryCall.of(real).check(EveryCallTest::interruptsItselfOnFailure, attempt -> {}))
                .withMessageContaining("8 failures")
                .withMessageContaining("n=1 DataSource.getConnection: left the interrupt flag");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private static void interruptsItselfOnFailure(DataSource dataSource) {
        try {
            SqliteFile.count(dataSource);
        } catch (SQLException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void collectsEveryFailureAndNamesTheFirstTwenty() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> EveryCall.of(real)
                        .check(
                                faulty -> {
                                    for (int i = 0; i < 5; i++) {
                                        SqliteFile.count(faulty);
                                    }
                                },
                                attempt -> assertThat(attempt.thrown()).isEmpty()))
                .withMessageContaining("40 failures")
                .withMessageContaining("n=20 ")
                .withMessageContaining("and 20 more")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("n=21 "))
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(40));
    }

    @Test
    void goesOnWhenARunMakesFewerCallsThanTheFirst() {
        AtomicInteger runs = new AtomicInteger();
        Coverage coverage = EveryCall.of(real)
                .check(
                        faulty -> {
                            // Each run makes 16 calls, but the one that should fail call 10 makes 8.
                            int run = runs.getAndIncrement();
                            SqliteFile.count(faulty);
                            if (run != 10) {
                                SqliteFile.count(faulty);
                            }
                        },
                        attempt -> {});
        assertThat(coverage).isEqualTo(new Coverage(16, 15, 1));
    }

    @Test
    void stopsWhenTheSubjectCannotBeOpenedAnyMore() {
        AtomicInteger opened = new AtomicInteger();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> EveryCall.of(real)
                        .opening(faulty -> {
                            if (opened.incrementAndGet() == 4) {
                                throw new SQLException("database is locked");
                            }
                            return faulty;
                        })
                        .check(SqliteFile::count, attempt -> {}))
                .withMessageContaining("1 failure;")
                .withMessageContaining("could not be opened: java.sql.SQLException: database is locked");
        assertThat(opened).hasValue(4);
    }

    @Test
    void faultsTheOtherWaysToo() {
        List<Fault> ways = List.of(
                Fault.at(1).afterTheCall(),
                Fault.at(1).killingEverything(),
                Fault.at(1).throwing(() -> new OutOfMemoryError("pretended")),
                Fault.at(1).sparingClosingCalls());
        for (Fault way : ways) {
            Coverage coverage = EveryCall.of(real).with(fault -> way).check(SqliteFile::count, attempt -> {
                assertThat(attempt.thrown()).isPresent();
                assertThat(attempt.dataSource().openConnections()).isZero();
            });
            assertThat(coverage.fired()).isEqualTo(way.closingCounted() ? 8 : 5);
        }
    }

    @Test
    void copesWithAPoolThatOpensConnectionsOnItsOwnThreads() {
        LeakProbe before = LeakProbe.take();
        Coverage coverage = EveryCall.of(real)
                .within(Duration.ofSeconds(20))
                .check(EveryCallTest::queryThroughAPool, attempt -> {
                    assertThat(attempt.dataSource().openConnections()).isZero();
                    before.assertNothingLeft();
                });
        assertThat(coverage.fired()).isGreaterThan(10);
    }

    private static void queryThroughAPool(FaultyDataSource faulty) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(faulty);
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(1);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(500);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            assertThat(SqliteFile.count(pool)).isEqualTo(3);
        }
    }

    @Test
    void refusesBoundsThatMakeNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> EveryCall.of(real).atMost(0));
        assertThatIllegalArgumentException().isThrownBy(() -> EveryCall.of(real).within(Duration.ZERO));
    }
}
