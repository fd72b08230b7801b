package dev.cormorant.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.ServerUnreachableException;
import dev.cormorant.core.error.StatementCancelledException;
import dev.cormorant.core.error.StatementTimeoutException;
import dev.cormorant.core.execution.RunningExecution;
import dev.cormorant.testing.fault.FaultyProxy;
import dev.cormorant.testing.server.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends a running statement: a cancel, a time limit, an interrupt, the loss of the server. */
@Timeout(120)
final class PostgresRunningTest {

    private Opened opened;
    private String heavy;

    @BeforeEach
    void start() {
        opened = Opened.fresh();
        heavy = opened.server.slowQuery(Duration.ofSeconds(60));
    }

    @AfterEach
    void stop() {
        assertThat(opened.database.leases()).isEmpty();
        assertThat(opened.database.executions()).isEmpty();
        opened.close();
    }

    /** Runs in another thread; the failure, and whether the thread was interrupted at the end. */
    private final class Background {
        private final CompletableFuture<SQLException> failure = new CompletableFuture<>();
        private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        private final Thread thread;

        Background(String sql) {
            thread = new Thread(() -> {
                failure.complete(catchThrowableOfType(SQLException.class, () -> opened.text(sql)));
                interrupted.complete(Thread.currentThread().isInterrupted());
            });
            thread.start();
        }

        OrmException meaning() throws Exception {
            OrmException meaning = opened.meaning(failure.get(20, TimeUnit.SECONDS));
            thread.join();
            return meaning;
        }
    }

    private RunningExecution running() {
        Awaitility.await().until(() -> !opened.database.executions().isEmpty() && busyOnTheServer() == 1);
        return opened.database.executions().get(0);
    }

    private long busyOnTheServer() throws SQLException {
        try (Connection other = opened.server.connect()) {
            return Long.parseLong(Opened.text(
                    other,
                    "select count(*) from pg_stat_activity where datname = current_database() and state = 'active'"
                            + " and pid <> pg_backend_pid()"));
        }
    }

    private void isIdleOnTheServer() {
        Awaitility.await().untilAsserted(() -> assertThat(busyOnTheServer()).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "select pg_sleep(60)"})
    void stopsAStatementOnTheServerByItsId(String sleeping) throws Exception {
        Background work = new Background(sleeping.isEmpty() ? heavy : sleeping);
        RunningExecution execution = running();
        long start = System.nanoTime();
        assertThat(opened.database.cancel(execution.id())).isTrue();
        assertThat(work.meaning()).isInstanceOf(StatementCancelledException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        isIdleOnTheServer();
        assertThat(opened.database.cancel(execution.id())).isFalse();
        assertThat(opened.text("select 1")).isEqualTo("1");
        assertThat(opened.database.stats().connections().evicted()).isZero();
    }

    @Test
    void keepsTheTimeLimitOfAStatement() throws Exception {
        try (Connection connection = opened.connection();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            long start = System.nanoTime();
            SQLException error = catchThrowableOfType(SQLException.class, () -> statement.executeQuery(heavy));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(900), Duration.ofMillis(2500));
            assertThat(opened.meaning(error)).isInstanceOf(StatementTimeoutException.class);
            assertThat(Opened.text(connection, "select 1")).isEqualTo("1");
        }
        isIdleOnTheServer();
    }

    @Test
    void stopsTheStatementOfAnInterruptedThreadAndLeavesItsFlagSet() throws Exception {
        Background work = new Background(heavy);
        running();
        work.thread.interrupt();
        assertThat(work.meaning())
                .isInstanceOf(StatementCancelledException.class)
                .hasMessageContaining("interrupted");
        assertThat(work.interrupted.get(5, TimeUnit.SECONDS)).isTrue();
        isIdleOnTheServer();
        assertThat(opened.text("select 1")).isEqualTo("1");
    }

    @Test
    void stopsAStreamBetweenItsBatches() throws SQLException {
        try (Connection connection = opened.connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(opened.server.numbersQuery(5_000_000))) {
            assertThat(rows.next()).isTrue();
            assertThat(opened.database.cancel(
                            opened.database.executions().get(0).id()))
                    .isTrue();
            SQLException error = catchThrowableOfType(SQLException.class, () -> {
                while (rows.next()) {
                    assertThat(rows.getRow()).isLessThan(5_000_000);
                }
            });
            assertThat(opened.meaning(error)).isInstanceOf(StatementCancelledException.class);
        }
        assertThat(opened.text("select 1")).isEqualTo("1");
    }

    @Test
    void takesAKilledSessionForALostServerAndNeverUsesItAgain() throws Exception {
        Background work = new Background(heavy);
        running();
        try (Connection other = opened.server.connect()) {
            Opened.text(
                    other,
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
                            + " and state = 'active' and pid <> pg_backend_pid()");
        }
        assertThat(work.meaning())
                .isInstanceOf(ServerUnreachableException.class)
                .hasMessageContaining("57P01");
        for (int call = 0; call < 10; call++) {
            assertThat(opened.text("select 1")).isEqualTo("1");
        }
        assertThat(opened.database.stats().connections().evicted()).isEqualTo(1);
    }

    @Test
    void replacesASessionThatWasKilledWhileItWasIdle() throws SQLException {
        assertThat(opened.text("select 1")).isEqualTo("1");
        try (Connection other = opened.server.connect()) {
            Opened.text(
                    other,
                    "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database()"
                            + " and pid <> pg_backend_pid()");
        }
        Awaitility.await().ignoreExceptions().untilAsserted(() -> assertThat(opened.text("select 1"))
                .isEqualTo("1"));
        for (int call = 0; call < 10; call++) {
            assertThat(opened.text("select 1")).isEqualTo("1");
        }
    }

    private String limitOnServer() throws SQLException {
        return opened.text("select setting from pg_settings where name = 'statement_timeout'");
    }

    /** The server ends by its own clock what nobody can stop, a second after the limit, and lets a longer statement run. */
    @Test
    void hasTheServerKeepTheLimitToo() throws SQLException {
        opened.close();
        opened = Opened.fresh(config -> config.withPool(pool -> pool.withMaxSize(1))
                .withStatements(statements -> statements.withTimeout(Duration.ofMillis(500))));
        assertThat(limitOnServer()).isEqualTo("1500");
        try (Connection connection = opened.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setQueryTimeout(20);
            assertThat(runs(statement, "select pg_sleep(2)")).isTrue();
            assertThat(Opened.text(connection, "show statement_timeout")).isEqualTo("21s");
            connection.rollback();
            assertThat(runs(statement, "select pg_sleep(2)")).isTrue();
        }
        assertThat(limitOnServer()).isEqualTo("1500");
        assertThat(opened.database.stats().connections().evicted()).isZero();
    }

    private static boolean runs(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    @Test
    void leavesALimitOfTheAccountAlone() throws SQLException {
        opened.run(
                "create role limited login password 'l' in role pg_read_all_data",
                "alter role limited set statement_timeout = 700");
        try (Database database = Database.open(
                        Opened.config(opened.server).withUser("limited").withPassword("l"), Opened.DRIVERS);
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(3600);
            SQLException error =
                    catchThrowableOfType(SQLException.class, () -> statement.executeQuery("select pg_sleep(20)"));
            assertThat(opened.meaning(error))
                    .isInstanceOf(StatementTimeoutException.class)
                    .hasMessageContaining("statement_timeout");
        } finally {
            opened.run("drop role limited");
        }
    }

    private Database openBehind(FaultyProxy proxy) {
        DatabaseConfig config = DatabaseConfig.of(
                        "jdbc:postgresql://" + proxy.host() + ":" + proxy.port() + "/" + opened.server.name())
                .withUser(opened.server.user())
                .withPassword(opened.server.password())
                .withPool(pool -> pool.withMaxSize(1))
                .withMonitor(monitor -> monitor.withEnabled(false))
                .withStatements(statements -> statements.withTimeout(Duration.ofMillis(500)));
        return Database.open(config, Opened.DRIVERS);
    }

    /** A begin that is stopped by itself would let the statement behind it run, and stay, outside any transaction. */
    @Test
    void doesNotCancelTheBeginOfATransaction() throws Exception {
        opened.run("create table once (id int)");
        TestServer server = opened.server.server().orElseThrow();
        try (FaultyProxy proxy = FaultyProxy.to(server.host(), server.port());
                Database database = openBehind(proxy);
                Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            long sockets = proxy.accepted();
            proxy.stall();
            SQLException error = catchThrowableOfType(
                    SQLException.class, () -> Opened.text(connection, "insert into once values (1) returning id"));
            assertThat(opened.meaning(error)).isInstanceOf(OrmException.class);
            assertThat(proxy.accepted()).as("sockets, one more for a cancel").isEqualTo(sockets);
            proxy.forward();
        }
        assertThat(opened.text("select count(*) from once")).isEqualTo("0");
    }

    /** A server that is frozen, or a network that swallows everything: only the read timeout of the socket helps. */
    @Test
    void givesUpOnAServerThatStopsAnswering() throws Exception {
        TestServer server = opened.server.server().orElseThrow();
        try (FaultyProxy proxy = FaultyProxy.to(server.host(), server.port())) {
            try (Database database = openBehind(proxy);
                    Connection connection = database.dataSource().getConnection()) {
                assertThat(Opened.text(connection, "select 1")).isEqualTo("1");
                proxy.stall();
                long start = System.nanoTime();
                SQLException error =
                        catchThrowableOfType(SQLException.class, () -> Opened.text(connection, "select 1"));
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
                assertThat(opened.meaning(error)).isInstanceOf(OrmException.class);
                proxy.forward();
            }
        }
    }
}
