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
import dev.cormorant.core.error.TransactionException;
import dev.cormorant.core.error.TransactionTimedOutException;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.testing.fault.Direction;
import dev.cormorant.testing.fault.FaultyProxy;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A server that is frozen while something waits for it: the network is open, and nothing comes. Whatever is called ends at most a
 * second after its limit, which each test prints; for databases with a server only.
 */
public abstract class FrozenServerContract extends DatabaseContract {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    /** The second that is promised, and two for a busy machine. */
    private static final Duration BOUND = LIMIT.plusSeconds(3);

    private static final TransactionOptions MARKING =
            TransactionOptions.readWrite().named("mark").timeout(LIMIT);

    private FaultyProxy proxy;
    private Database frozen;

    /** For subclasses of the driver modules. */
    protected FrozenServerContract() {}

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(connection, "create table mark (id bigint primary key)");
    }

    private DatabaseConfig behindProxy() {
        var server = testDatabase().server().orElseThrow();
        String url = testDatabase().jdbcUrl().replace(server.host() + ":" + server.port(), "127.0.0.1:" + proxy.port());
        return DatabaseConfig.of(url, Preset.TEST)
                .withName("frozen")
                .withUser(testDatabase().user())
                .withPassword(testDatabase().password())
                .withPool(pool -> pool.withMaxSize(1).withConnectTimeout(LIMIT).withAcquireTimeout(LIMIT))
                .withStatements(statements -> statements.withTimeout(LIMIT))
                .withTransactions(transactions -> transactions.withMaxWait(LIMIT));
    }

    @BeforeEach
    final void openBehindAProxy() throws SQLException {
        run("delete from mark");
        var server = testDatabase().server().orElseThrow();
        proxy = FaultyProxy.to(server.host(), server.port());
        frozen = closedAfterTheTest(Database.open(behindProxy()));
        assertUsable(frozen);
    }

    @AfterEach
    final void thawAndClose() {
        proxy.forward();
        try (FaultyProxy closedLast = proxy) {
            assertThat(closedLast.port()).isPositive();
            frozen.close();
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    /** {@return the failure of a call, which ends in time} */
    private OrmException failureInTime(String what, Work call) {
        long startedAt = System.nanoTime();
        Throwable thrown = catchThrowable(call::run);
        Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
        System.out.printf(
                "%s, frozen %s: ended %d ms after its limit%n",
                testDatabase().kind(), what, took.minus(LIMIT).toMillis());
        assertThat(took).as(what).isLessThan(BOUND);
        return meaning(frozen, thrown);
    }

    private void assertBackInOrder() throws SQLException {
        assertIdle(frozen);
        proxy.forward();
        // What is dead by now is found out and replaced.
        await().atMost(Duration.ofSeconds(10)).ignoreExceptions().untilAsserted(() -> assertUsable(frozen));
    }

    private long insert(Connection connection, long id) throws SQLException {
        Jdbc.run(connection, "insert into mark values (" + id + ")");
        return id;
    }

    @Test
    void beforeAStatement() throws SQLException {
        OrmException failure = failureInTime("before a statement", () -> {
            try (Connection connection = frozen.connection(Access.READ, "statement")) {
                proxy.stall();
                assertThat(Jdbc.number(connection, "select 1")).isNegative();
            }
        });
        assertThat(failure).isInstanceOfAny(StatementTimeoutException.class, ConnectionUnavailableException.class);
        assertBackInOrder();
    }

    @Test
    void betweenTheRowsOfAStream() throws SQLException {
        OrmException failure = failureInTime("between the rows of a stream", () -> {
            try (Connection connection = frozen.connection(Access.READ, "stream");
                    Statement statement = connection.createStatement()) {
                statement.setFetchSize(100);
                try (ResultSet rows = statement.executeQuery(testDatabase().numbersQuery(2_000_000))) {
                    assertThat(rows.next()).isTrue();
                    proxy.stall();
                    long read = 1;
                    while (rows.next()) {
                        read++;
                    }
                    assertThat(read).as("rows of a frozen result").isNegative();
                }
            }
        });
        assertThat(failure).isInstanceOfAny(StatementTimeoutException.class, ConnectionUnavailableException.class);
        assertBackInOrder();
    }

    @Test
    void beforeAConnectionIsTaken() throws SQLException {
        await().pollDelay(Duration.ofMillis(600)).until(() -> true);
        proxy.stall();
        OrmException failure = failureInTime("before a connection is taken", () -> {
            try (Connection connection = frozen.connection(Access.READ, "taken")) {
                assertThat(Jdbc.number(connection, "select 1")).isNegative();
            }
        });
        assertThat(failure).isInstanceOf(ConnectionUnavailableException.class);
        assertBackInOrder();
    }

    @Test
    void beforeAnotherDatabaseIsOpened() throws SQLException {
        proxy.stall();
        OrmException failure = failureInTime(
                "before a database is opened", () -> open(behindProxy().withName("another")));
        assertThat(failure).isInstanceOf(ConnectionUnavailableException.class);
        assertBackInOrder();
    }

    @Test
    void beforeTheFirstStatementOfATransaction() throws SQLException {
        OrmException failure = failureInTime(
                "before the first statement of a transaction",
                () -> frozen.transaction(MARKING, transaction -> {
                    proxy.stall();
                    return insert(transaction.connection(), 1);
                }));
        assertThat(failure)
                .isInstanceOfAny(
                        StatementTimeoutException.class,
                        TransactionTimedOutException.class,
                        ConnectionUnavailableException.class);
        assertBackInOrder();
        assertThat(outside("select count(*) from mark")).isZero();
    }

    @Test
    void beforeASavepoint() throws SQLException {
        OrmException failure = failureInTime(
                "before a savepoint",
                () -> frozen.transaction(MARKING, transaction -> {
                    insert(transaction.connection(), 1);
                    proxy.stall();
                    return frozen.transaction(TransactionOptions.readWrite(), inner -> true);
                }));
        assertThat(failure).isInstanceOfAny(TransactionException.class, ConnectionUnavailableException.class);
        assertBackInOrder();
        await().untilAsserted(
                        () -> assertThat(outside("select count(*) from mark")).isZero());
    }

    @Test
    void beforeTheCommit() throws SQLException {
        OrmException failure = failureInTime(
                "before the commit",
                () -> frozen.transaction(MARKING, transaction -> {
                    insert(transaction.connection(), 1);
                    proxy.stall();
                    return true;
                }));
        assertThat(failure).isInstanceOf(CommitOutcomeUnknownException.class);
        assertBackInOrder();
    }

    @Test
    void beforeTheAnswerToTheCommit() throws SQLException {
        OrmException failure = failureInTime(
                "before the answer to the commit",
                () -> frozen.transaction(MARKING, transaction -> {
                    insert(transaction.connection(), 1);
                    proxy.stall(Direction.SERVER_TO_CLIENT);
                    return true;
                }));
        assertThat(failure).isInstanceOf(CommitOutcomeUnknownException.class);
        assertBackInOrder();
        await().untilAsserted(
                        () -> assertThat(outside("select count(*) from mark")).isEqualTo(1));
    }

    @Test
    void beforeTheRollback() throws SQLException {
        IOException reason = new IOException("roll back");
        long startedAt = System.nanoTime();
        Throwable thrown = catchThrowable(() -> frozen.transaction(MARKING, transaction -> {
            insert(transaction.connection(), 1);
            proxy.stall();
            throw reason;
        }));
        assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(BOUND);
        assertThat(thrown).isSameAs(reason);
        assertBackInOrder();
        await().untilAsserted(
                        () -> assertThat(outside("select count(*) from mark")).isZero());
    }

    @Test
    void endsTheQueryOnTheServerToo() throws Exception {
        Future<Boolean> freezing = inBackground(() -> {
            await().until(() -> dialect().runningOnServer(testDatabase()) == 1);
            proxy.stall();
            return true;
        });
        OrmException failure = failureInTime("in a query", () -> {
            try (Connection connection = frozen.connection(Access.READ, "query")) {
                assertThat(Jdbc.number(connection, testDatabase().slowQuery(Duration.ofSeconds(20))))
                        .isNegative();
            }
        });
        assertThat(Workers.result(freezing)).isTrue();
        assertThat(failure).isInstanceOfAny(StatementTimeoutException.class, ConnectionUnavailableException.class);
        proxy.forward();
        awaitQuietServer();
        assertBackInOrder();
    }
}
