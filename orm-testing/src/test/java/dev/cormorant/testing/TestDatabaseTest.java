package dev.cormorant.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
final class TestDatabaseTest {

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void isEmptyAndItsOwn(DatabaseKind kind) throws SQLException {
        try (TestDatabase one = open(kind);
                TestDatabase other = open(kind);
                Connection inOne = one.connect();
                Connection inOther = other.connect();
                Statement creating = inOne.createStatement();
                Statement creatingToo = inOther.createStatement()) {
            assertThat(one.kind()).isEqualTo(kind);
            assertThat(one.name()).isNotEqualTo(other.name());
            creating.execute("create table city (name varchar(20))");
            creatingToo.execute("create table city (name varchar(20))");
            assertThat(one.serverSessions()).isEqualTo(kind == DatabaseKind.SQLITE ? 0 : 1);
        }
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void isGoneAfterCloseWithWhateverIsStillOpenInIt(DatabaseKind kind) throws SQLException {
        TestDatabase database = open(kind);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table city (name varchar(20))");
            database.close();
            database.close();
            assertThat(database.toString()).contains(database.name());
            if (kind == DatabaseKind.SQLITE) {
                assertThat(Path.of(database.name()).getParent()).doesNotExist();
            } else {
                assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
                connection.abort(Runnable::run);
            }
        }
    }

    @Test
    void removesWhatSqliteLeavesBesideTheFile() throws SQLException {
        TestDatabase database = TestDatabase.sqlite();
        Path file = Path.of(database.name());
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("create table city (name varchar(20))");
            assertThat(Files.exists(file.resolveSibling("test.db-wal"))).isTrue();
            database.close();
        }
        assertThat(file.getParent()).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void makesAsManyRowsAsAskedFor(DatabaseKind kind) throws SQLException {
        try (TestDatabase database = open(kind);
                Connection connection = database.connect()) {
            for (long count : new long[] {0, 1, 9, 10, 11, 1234, 20_000}) {
                assertRows(connection, database.numbersQuery(count), count);
            }
            assertThatThrownBy(() -> database.numbersQuery(-1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void assertRows(Connection connection, String query, long count) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.getMetaData().getColumnLabel(1)).isEqualTo("id");
            assertThat(rows.getMetaData().getColumnLabel(2)).isEqualTo("payload");
            long sum = 0;
            long number = 0;
            while (rows.next()) {
                // SQLite knows the type of a computed column only in a row.
                assertThat(rows.getMetaData().getColumnType(1)).isIn(Types.BIGINT, Types.INTEGER);
                long id = rows.getLong("id");
                sum += id;
                number++;
                assertThat(rows.getString("payload")).hasSize(100).startsWith(id + " x");
            }
            assertThat(number).isEqualTo(count);
            assertThat(sum).isEqualTo(count * (count + 1) / 2);
        }
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void computesUntilItIsCancelled(DatabaseKind kind) throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (TestDatabase database = open(kind);
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            CountDownLatch begun = new CountDownLatch(1);
            Future<?> query = threads.submit(() -> {
                begun.countDown();
                return statement.executeQuery(database.slowQuery(Duration.ofSeconds(30)));
            });
            begun.await();
            assertThatThrownBy(() -> query.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            long cancelled = System.nanoTime();
            statement.cancel();
            assertThatThrownBy(query::get).hasCauseInstanceOf(SQLException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - cancelled)).isLessThan(Duration.ofSeconds(5));
            assertThatThrownBy(() -> database.slowQuery(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        } finally {
            threads.shutdownNow();
        }
    }

    private static TestDatabase open(DatabaseKind kind) {
        return switch (kind) {
            case SQLITE -> TestDatabase.sqlite();
            case POSTGRES -> TestDatabase.postgres();
            case MYSQL -> TestDatabase.mysql();
            case MARIADB -> TestDatabase.mariadb();
        };
    }
}
