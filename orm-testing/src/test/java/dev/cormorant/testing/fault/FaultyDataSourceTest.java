package dev.cormorant.testing.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FaultyDataSourceTest {
    private final DataSource real;

    FaultyDataSourceTest(@TempDir Path directory) throws SQLException {
        real = SqliteFile.in(directory);
    }

    @Test
    void countsEveryCallOnAllThatComesFromTheDataSource() throws SQLException {
        FaultyDataSource faulty = FaultyDataSource.of(real);

        int birds = SqliteFile.count(faulty);

        assertThat(birds).isEqualTo(3);
        assertThat(faulty.trace())
                .extracting(Call::name)
                .containsExactly(
                        "DataSource.getConnection",
                        "Connection.createStatement",
                        "Statement.executeQuery",
                        "ResultSet.next",
                        "ResultSet.getInt",
                        "ResultSet.close",
                        "Statement.close",
                        "Connection.close");
        assertThat(faulty.trace()).extracting(Call::n).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(faulty.calls()).isEqualTo(8);
        assertThat(faulty.failedCall()).isEmpty();
        assertThat(faulty).hasToString("FaultyDataSource[calls=8, failed=none, open connections=0]");
        assertThat(faulty.trace().get(2))
                .hasToString(
                        "3 Statement.executeQuery [" + Thread.currentThread().getName() + "]");
    }

    @Test
    void failsTheNthCallAndOnlyThat() throws SQLException {
        FaultyDataSource faulty = FaultyDataSource.of(real, Fault.at(3));
        try (Connection connection = faulty.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.executeQuery("select * from bird"))
                    .withMessageContaining("injected fault at call 3 Statement.executeQuery")
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("08006"));
            try (ResultSet rows = statement.executeQuery("select * from bird")) {
                assertThat(rows.next()).isTrue();
            }
        }
        assertThat(faulty.failedCall()).contains("Statement.executeQuery");
        assertThat(faulty.calls()).isEqualTo(8);
    }

    @Test
    void doesNotCarryOutACallThatFailsBefore() throws SQLException {
        FaultyDataSource faulty = FaultyDataSource.of(real, Fault.at(3));
        insertFails(faulty);
        assertThat(SqliteFile.count(real)).isEqualTo(3);
    }

    @Test
    void carriesOutACallThatFailsAfterwards() throws SQLException {
        FaultyDataSource faulty = FaultyDataSource.of(real, Fault.at(3).afterTheCall());
        insertFails(faulty);
        assertThat(SqliteFile.count(real)).isEqualTo(4);
    }

    private static void insertFails(FaultyDataSource faulty) throws SQLException {
        try (Connection connection = faulty.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("insert into bird values (4, 'tern')"))
                    .hasMessageContaining("injected fault");
        }
    }

    @Test
    void closesAConnectionThatNobodyGotBecauseTheFaultCameAfterIt() {
        CountingSource counting = new CountingSource(real);
        FaultyDataSource faulty =
                FaultyDataSource.of(counting.dataSource(), Fault.at(1).afterTheCall());

        assertThatThrownBy(faulty::getConnection).hasMessageContaining("DataSource.getConnection");

        assertThat(counting.opened()).isEqualTo(1);
        assertThat(counting.stillOpen()).isZero();
        assertThat(faulty.openConnections()).isZero();
    }

    @Test
    void closesTheRealConnectionEvenWhenItsCloseFails() throws SQLException {
        CountingSource counting = new CountingSource(real);
        FaultyDataSource faulty = FaultyDataSource.of(counting.dataSource(), Fault.at(2));
        Connection connection = faulty.getConnection();
        assertThat(counting.stillOpen()).isEqualTo(1);

        assertThatThrownBy(connection::close).hasMessageContaining("Connection.close");

        assertThat(counting.stillOpen()).isZero();
        assertThat(faulty.openConnections()).isZero();
    }

    @Test
    void throwsTheExceptionThatIsAskedFor() {
        assertThatThrownBy(() -> failFirst(() -> new SQLException("gone", "57P01")))
                .isInstanceOf(SQLException.class)
                .hasMessage("gone");
        assertThatThrownBy(() -> failFirst(() -> new UnsupportedOperationException("driver bug")))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> failFirst(() -> new OutOfMemoryError("pretended")))
                .isInstanceOf(OutOfMemoryError.class);
        assertThatThrownBy(() -> failFirst(() -> new IOException("not JDBC's")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("java.io.IOException");
    }

    private void failFirst(Supplier<? extends Throwable> error) throws SQLException {
        FaultyDataSource faulty = FaultyDataSource.of(real, Fault.at(1).throwing(error));
        faulty.getConnection().close();
    }

    @Test
    void givesSetClientInfoTheExceptionThatItDeclares() throws SQLException {
        FaultyDataSource faulty = FaultyDataSource.of(real, Fault.at(2));
        try (Connection connection = faulty.getConnection()) {
            assertThatExceptionOfType(SQLClientInfoException.class)
                    .isThrownBy(() -> connection.setClientInfo("ApplicationName", "test"))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("08006"))
                    .havingCause()
                    .withMessageContaining("injected fault");
        }
    }

    @Test
    void leavesAKilledConnectionDeadAndOthersAlive() throws SQLException {
        FaultyDataSource faulty = FaultyDataSource.of(real, Fault.at(4).killingTheConnection());
        try (Connection dead = faulty.getConnection();
                Statement statement = dead.createStatement();
                Connection alive = faulty.getConnection()) {
            assertThatThrownBy(() -> statement.execute("select 1")).hasMessageContaining("injected fault");

            assertThatThrownBy(() -> statement.execute("select 1")).hasMessageContaining("injected fault");
            assertThatThrownBy(dead::rollback).hasMessageContaining("injected fault");
            assertThat(dead.isValid(1)).isFalse();
            assertThat(dead.isClosed()).isFalse();
            assertThat(alive.isValid(1)).isTrue();
            faulty.disarm();
            assertThatThrownBy(dead::createStatement).hasMessageContaining("injected fault");
        }
        assertThat(SqliteFile.count(faulty)).isEqualTo(3);
        assertThat(faulty.openConnections()).isZero();
    }

    @Test
    void leavesEverythingDeadUntilItIsDisarmed() throws SQLException {
        FaultyDataSource faulty = FaultyDataSource.of(real, Fault.at(2).killingEverything());
        try (Connection connection = faulty.getConnection()) {
            assertThatThrownBy(connection::createStatement).hasMessageContaining("injected fault");
            assertThatThrownBy(faulty::getConnection).hasMessageContaining("injected fault");

            faulty.disarm();

            assertThat(connection.isValid(1)).isTrue();
            assertThat(SqliteFile.count(faulty)).isEqualTo(3);
        }
    }

    @Test
    void sparesClosingCallsWhenToldTo() throws SQLException {
        FaultyDataSource faulty = FaultyDataSource.of(real, Fault.at(2).sparingClosingCalls());
        try (Connection connection = faulty.getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
            assertThat(connection.isClosed()).isFalse();
            assertThat(faulty.calls()).isEqualTo(1);
            assertThatThrownBy(connection::getMetaData).hasMessageContaining("call 2 Connection.getMetaData");
        }
        assertThat(faulty.calls()).isEqualTo(2);
    }

    @Test
    void countsClosingCallsUnlessToldNotTo() throws SQLException {
        FaultyDataSource faulty = FaultyDataSource.of(real, Fault.at(2));
        try (Connection connection = faulty.getConnection()) {
            assertThatThrownBy(() -> connection.isValid(1)).hasMessageContaining("call 2 Connection.isValid");
        }
    }

    @Test
    void passesTheDriversOwnExceptionOn() throws SQLException {
        FaultyDataSource faulty = FaultyDataSource.of(real, Fault.at(3).afterTheCall());
        try (Connection connection = faulty.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("select from nowhere"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("SQLITE_ERROR");
        }
    }

    @Test
    void tellsHowManyConnectionsAreOpen() throws SQLException {
        FaultyDataSource faulty = FaultyDataSource.of(real);
        Connection closed = faulty.getConnection();
        Connection aborted = faulty.getConnection();
        assertThat(faulty.openConnections()).isEqualTo(2);
        closed.close();
        assertThat(faulty.openConnections()).isEqualTo(1);
        closed.close();
        assertThat(faulty.openConnections()).isEqualTo(1);
        aborted.abort(Runnable::run);
        assertThat(faulty.openConnections()).isZero();
    }

    @Test
    void countsAnewWhenItIsArmedAgain() throws SQLException {
        FaultyDataSource faulty = FaultyDataSource.of(real, Fault.at(1));
        assertThatThrownBy(faulty::getConnection).hasMessageContaining("injected fault");
        faulty.arm(Fault.at(5));
        assertThat(faulty.calls()).isZero();
        assertThat(faulty.failedCall()).isEmpty();
        assertThat(faulty.trace()).isEmpty();
        faulty.disarm();
        assertThat(SqliteFile.count(faulty)).isEqualTo(3);
        assertThat(faulty.calls()).isZero();
    }

    @Test
    void keepsTheLatestCallsOnly() throws SQLException {
        FaultyDataSource faulty = FaultyDataSource.of(real);
        for (int i = 0; i < 100; i++) {
            SqliteFile.count(faulty);
        }
        assertThat(faulty.calls()).isEqualTo(800);
        assertThat(faulty.trace()).hasSize(256);
        assertThat(faulty.trace().get(255).n()).isEqualTo(800);
    }

    @Test
    void failsExactlyOneCallOfManyThreads() throws Exception {
        FaultyDataSource faulty = FaultyDataSource.of(real, Fault.at(100));
        int threads = 8;
        CountDownLatch together = new CountDownLatch(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Integer>> failures = IntStream.range(0, threads)
                    .mapToObj(i -> pool.submit(() -> {
                        together.countDown();
                        together.await();
                        return failuresInFiftyQueries(faulty);
                    }))
                    .toList();
            int failed = 0;
            for (Future<Integer> future : failures) {
                failed += future.get();
            }
            assertThat(failed).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
        assertThat(faulty.openConnections()).isZero();
    }

    private static int failuresInFiftyQueries(FaultyDataSource faulty) {
        int failures = 0;
        for (int i = 0; i < 50; i++) {
            try {
                SqliteFile.count(faulty);
            } catch (SQLException e) {
                failures++;
            }
        }
        return failures;
    }

    @Test
    void refusesANegativeCall() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fault.at(-1))
                .withMessageContaining("counted from 1")
                .withMessageContaining("-1");
    }
}
