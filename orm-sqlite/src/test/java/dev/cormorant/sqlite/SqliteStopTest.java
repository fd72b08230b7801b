package dev.cormorant.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cormorant.core.CloseReport;
import dev.cormorant.core.Database;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.StatementCancelledException;
import dev.cormorant.core.error.StatementTimeoutException;
import dev.cormorant.core.transaction.TransactionOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteStopTest {

    @TempDir
    Path dir;

    private Database database;

    @BeforeEach
    void open() throws SQLException {
        database = Sqlite.open(dir.resolve("a.db"));
        Sqlite.run(
                database,
                "create table big (id integer primary key, text)",
                "insert into big with recursive n(i) as (select 1 union all select i + 1 from n limit 300000)"
                        + " select i, 'text ' || i from n");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    private void awaitRunning() {
        Awaitility.await().until(() -> database.executions().stream()
                .anyMatch(running -> running.sql().equals(Sqlite.ENDLESS)));
    }

    @Test
    void closesAStreamEarlyAtOnce() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(100);
            ResultSet rows = statement.executeQuery("select * from big order by id");
            for (int i = 1; i <= 10; i++) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(i);
            }
            assertThat(database.executions()).hasSize(1);
            long startedAt = System.nanoTime();
            rows.close();
            assertThat(millisSince(startedAt)).isLessThan(100);
            assertThat(database.executions()).isEmpty();
            assertThat(Sqlite.one(connection, "select count(*) from big")).isEqualTo("300000");
        }
        assertThat(database.leases()).isEmpty();
    }

    @Test
    void streamsAllRowsAndLetsOthersWriteMeanwhile() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement("select id from big");
                ResultSet rows = statement.executeQuery()) {
            long sum = 0;
            for (int i = 0; rows.next(); i++) {
                sum += rows.getInt(1);
                if (i % 100_000 == 0) {
                    Sqlite.run(database, "insert into big (text) values ('more')");
                }
            }
            assertThat(sum).isEqualTo(300_000L * 300_001 / 2);
        }
    }

    @Test
    void cancelsByIdAndUsesTheConnectionAgain() throws Exception {
        try (Connection connection = database.dataSource().getConnection()) {
            CompletableFuture<Boolean> cancelled = CompletableFuture.supplyAsync(() -> {
                awaitRunning();
                return database.cancel(database.executions().get(0).id());
            });
            SQLException thrown =
                    catchThrowableOfType(SQLException.class, () -> Sqlite.one(connection, Sqlite.ENDLESS));
            assertThat(cancelled.get(5, TimeUnit.SECONDS)).isTrue();
            assertThat(database.translate(thrown, FailedOperation.of("test", "lab")))
                    .isInstanceOf(StatementCancelledException.class);
            assertThat(Sqlite.one(connection, "select count(*) from big")).isEqualTo("300000");
        }
        assertThat(database.stats().connections().evicted()).isZero();
    }

    @Test
    void stopsAStatementAfterItsQueryTimeout() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            long startedAt = System.nanoTime();
            SQLException thrown = catchThrowableOfType(
                    SQLException.class,
                    () -> statement.executeQuery(Sqlite.ENDLESS).close());
            assertThat(millisSince(startedAt)).isBetween(950L, 1_600L);
            assertThat(database.translate(thrown, FailedOperation.of("test", "lab")))
                    .isInstanceOf(StatementTimeoutException.class);
            assertThat(Sqlite.one(connection, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void stopsTheStatementOfAnInterruptedThreadAndLeavesItsFlagSet() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            assertThatThrownBy(() -> database.transaction(TransactionOptions.readWrite(), tx -> {
                        Sqlite.run(tx.connection(), "delete from big");
                        return Sqlite.one(tx.connection(), Sqlite.ENDLESS);
                    }))
                    .hasMessageContaining("interrupted");
            flag.complete(Thread.currentThread().isInterrupted());
            ended.countDown();
        });
        thread.start();
        awaitRunning();
        long startedAt = System.nanoTime();
        thread.interrupt();
        assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(millisSince(startedAt)).isLessThan(1_000);
        assertThat(flag.get()).isTrue();
        thread.join();
        assertThat(database.leases()).isEmpty();
        assertThat(Sqlite.one(database, "select count(*) from big")).isEqualTo("300000");
    }

    @Test
    void cutsWhatStillRunsWhenItCloses() throws Exception {
        CompletableFuture<String> running = CompletableFuture.supplyAsync(() -> {
            try {
                return Sqlite.one(database, Sqlite.ENDLESS);
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        });
        awaitRunning();
        CloseReport report = database.close(Duration.ofMillis(50), Duration.ofSeconds(5));
        assertThat(report.cancelled()).hasSize(1);
        assertThat(report.cut()).isEmpty();
        assertThatThrownBy(running::get)
                .isInstanceOf(ExecutionException.class)
                .hasStackTraceContaining("the database is closing");
        assertThat(dir.resolve("a.db-wal")).doesNotExist();
    }

    @Test
    void closesTheFileUnderAConnectionThatIsNeverGivenBack() throws SQLException {
        Connection kept = database.dataSource().getConnection();
        Statement statement = kept.createStatement();
        ResultSet rows = statement.executeQuery("select * from big");
        assertThat(rows.next()).isTrue();
        assertThat(database.close(Duration.ZERO, Duration.ofMillis(50)).cut()).hasSize(1);
        Awaitility.await()
                .untilAsserted(() -> assertThat(dir.resolve("a.db-wal")).doesNotExist());
        assertThatThrownBy(rows::next).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> Sqlite.one(kept, "select 1")).isInstanceOf(SQLException.class);
        kept.close();
        kept.close();
    }
}
