package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.Preset;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.CommitOutcomeUnknownException;
import dev.cormorant.core.error.ConnectionUnavailableException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.StatementTimeoutException;
import dev.cormorant.core.monitor.Health;
import dev.cormorant.core.monitor.HealthState;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.testing.fault.Cut;
import dev.cormorant.testing.fault.Direction;
import dev.cormorant.testing.fault.FaultyProxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The network between us and a server breaks, hangs or loses a direction; for databases with a server only. */
public abstract class ProxyFaultContract extends DatabaseContract {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    /** The limit of a statement, the margin that its answer has on the way, and a busy machine. */
    private static final Duration BOUND = Duration.ofSeconds(30);

    private FaultyProxy proxy;
    private Database behindProxy;

    /** For subclasses of the driver modules. */
    protected ProxyFaultContract() {}

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(connection, "create table mark (id bigint primary key)");
    }

    @BeforeEach
    final void openBehindAProxy() throws SQLException {
        run("delete from mark");
        var server = testDatabase().server().orElseThrow();
        proxy = FaultyProxy.to(server.host(), server.port());
        String url = testDatabase().jdbcUrl().replace(server.host() + ":" + server.port(), "127.0.0.1:" + proxy.port());
        DatabaseConfig config = DatabaseConfig.of(url, Preset.TEST)
                .withName("proxied")
                .withUser(testDatabase().user())
                .withPassword(testDatabase().password());
        behindProxy = closedAfterTheTest(
                Database.open(config.withPool(pool -> pool.withMaxSize(1).withConnectTimeout(Duration.ofSeconds(5)))
                        .withStatements(statements -> statements.withTimeout(Duration.ofMinutes(1)))));
    }

    @AfterEach
    final void closeTheProxy() {
        try (FaultyProxy closedLast = proxy) {
            assertThat(closedLast.port()).isPositive();
            behindProxy.close();
        }
    }

    private long compute(Duration atLeast) throws SQLException {
        try (Connection connection = behindProxy.connection(Access.READ, "compute")) {
            return Jdbc.number(connection, testDatabase().slowQuery(atLeast));
        }
    }

    private Throwable failureOfARunningQuery(Runnable fault) throws Exception {
        Future<Long> query = inBackground(() -> compute(Duration.ofMinutes(10)));
        await().atMost(BOUND).until(() -> behindProxy.executions().size() == 1);
        await().atMost(BOUND).until(() -> dialect().runningOnServer(testDatabase()) == 1);
        long startedAt = System.nanoTime();
        fault.run();
        Throwable thrown = Workers.failure(query);
        assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(BOUND);
        return thrown;
    }

    private void assertLost(Throwable thrown) throws SQLException {
        OrmException meaning = meaning(behindProxy, thrown);
        assertThat(meaning).isInstanceOf(ConnectionUnavailableException.class).hasMessageContaining("proxied");
        assertIdle(behindProxy);
        proxy.forward();
        assertUsable(behindProxy);
    }

    private void endWhatTheServerStillRuns() throws SQLException {
        Dialect dialect = dialect();
        try (Connection outside = testDatabase().connect()) {
            if (dialect.isMysqlFamily()) {
                String ids = "select id from information_schema.processlist where db = database()"
                        + " and id <> connection_id() and command in ('Query', 'Execute')";
                for (String id : Jdbc.texts(outside, ids)) {
                    Throwable gone = catchThrowable(() -> Jdbc.run(outside, "kill " + id));
                    assertThat(gone).satisfiesAnyOf(none -> assertThat(none).isNull(), error -> assertThat(error)
                            .hasMessageContaining("nknown thread"));
                }
            } else {
                assertThat(Jdbc.texts(
                                outside,
                                "select pg_terminate_backend(pid) from pg_stat_activity where state = 'active'"
                                        + " and datname = current_database() and pid <> pg_backend_pid()"))
                        .doesNotContainNull();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void endsAFetchWhoseConnectionIsCut(Cut how) throws Exception {
        Throwable thrown = failureOfARunningQuery(() -> proxy.cut(how));
        endWhatTheServerStillRuns();
        assertLost(thrown);
    }

    @Test
    void endsAFetchWhoseAnswersAreCutOff() throws Exception {
        Throwable thrown = failureOfARunningQuery(() -> proxy.halfClose(Direction.SERVER_TO_CLIENT));
        endWhatTheServerStillRuns();
        assertLost(thrown);
    }

    @Test
    void endsAFetchThatHangsAfterItsLimitAndAMargin() throws Exception {
        Database limited = closedAfterTheTest(Database.open(
                behindProxy.config().withName("limited").withStatements(statements -> statements.withTimeout(LIMIT))));
        Future<Long> query = inBackground(() -> {
            try (Connection connection = limited.connection(Access.READ, "compute")) {
                return Jdbc.number(connection, testDatabase().slowQuery(Duration.ofMinutes(10)));
            }
        });
        await().atMost(BOUND).until(() -> limited.executions().size() == 1);
        long startedAt = System.nanoTime();
        proxy.stall();
        OrmException meaning = meaning(limited, Workers.failure(query));
        assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(BOUND);
        assertThat(meaning).isInstanceOfAny(ConnectionUnavailableException.class, StatementTimeoutException.class);
        proxy.forward();
        proxy.cut();
        endWhatTheServerStillRuns();
        await().atMost(BOUND).until(() -> limited.stats().isIdle());
        assertUsable(limited);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_000, 20_000, 300_000})
    void endsACursorThatIsCutAtTheNthByte(long nthByte) throws SQLException {
        assertUsable(behindProxy);
        proxy.cutAfter(nthByte, Direction.SERVER_TO_CLIENT);
        Throwable thrown = catchThrowable(() -> {
            try (Connection connection = behindProxy.connection(Access.READ, "cursor");
                    Statement statement = connection.createStatement()) {
                statement.setFetchSize(1000);
                try (ResultSet rows = statement.executeQuery(testDatabase().numbersQuery(50_000))) {
                    long read = 0;
                    while (rows.next()) {
                        read++;
                    }
                    assertThat(read).as("rows of a cut result").isNegative();
                }
            }
        });
        endWhatTheServerStillRuns();
        assertLost(thrown);
    }

    private Throwable failureOfACommit(Runnable fault) {
        return catchThrowable(
                () -> behindProxy.transaction(TransactionOptions.readWrite().named("mark"), transaction -> {
                    Jdbc.run(transaction.connection(), "insert into mark values (1)");
                    fault.run();
                    return true;
                }));
    }

    private void assertOutcome(Throwable thrown, long marks) throws SQLException {
        assertThat(thrown)
                .isInstanceOf(CommitOutcomeUnknownException.class)
                .hasMessageContaining("mark")
                .hasMessageContaining("proxied");
        assertIdle(behindProxy);
        proxy.forward();
        assertUsable(behindProxy);
        await().atMost(BOUND).untilAsserted(() -> assertThat(outside("select count(*) from mark"))
                .isEqualTo(marks));
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhenTheAnswerToTheCommitIsLost() throws SQLException {
        assertOutcome(failureOfACommit(() -> proxy.cutAfter(0, Direction.SERVER_TO_CLIENT)), 1);
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhenTheCommitIsLost() throws SQLException {
        assertOutcome(failureOfACommit(() -> proxy.cutAfter(0, Direction.CLIENT_TO_SERVER)), 0);
    }

    @Test
    void rollsBackWhenTheConnectionIsLostBeforeTheCommit() throws SQLException {
        Throwable thrown = catchThrowable(
                () -> behindProxy.transaction(TransactionOptions.readWrite().named("mark"), transaction -> {
                    Jdbc.run(transaction.connection(), "insert into mark values (1)");
                    proxy.cut();
                    Jdbc.run(transaction.connection(), "insert into mark values (2)");
                    return true;
                }));
        assertLost(thrown);
        assertThat(outside("select count(*) from mark")).isZero();
    }

    private void assertFoundAgain(Runnable fault) throws SQLException {
        assertUsable(behindProxy);
        try (LogCapture quiet = LogCapture.start()) {
            fault.run();
            long startedAt = System.nanoTime();
            Health health = behindProxy.health();
            assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(Duration.ofSeconds(3));
            assertThat(health.state()).as(health.reason()).isEqualTo(HealthState.DISCONNECTED);
            proxy.forward();
            // Nobody asks: the database looks again by itself.
            await().atMost(BOUND).until(() -> behindProxy.monitor().health().state() == HealthState.CONNECTED);
            assertThat(quiet.text()).contains("from CONNECTED to DISCONNECTED", "from DISCONNECTED to CONNECTED");
        }
        await().atMost(BOUND).until(() -> behindProxy.stats().isIdle());
        assertUsable(behindProxy);
    }

    @Test
    void isDisconnectedWithinTheLimitOfALookWhenTheServerFallsSilentAndFoundAgain() throws SQLException {
        assertFoundAgain(proxy::stall);
    }

    @Test
    void isDisconnectedWhenTheServerIsGoneAndFoundAgain() throws SQLException {
        assertFoundAgain(() -> {
            proxy.refuse();
            proxy.cut();
        });
    }
}
