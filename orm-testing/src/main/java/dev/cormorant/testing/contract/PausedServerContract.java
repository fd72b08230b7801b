package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.CommitOutcomeUnknownException;
import dev.cormorant.core.error.ConnectionUnavailableException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.StatementTimeoutException;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.testing.server.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The processes of the server are stopped by the signal STOP: sockets are open and the kernel answers for them, but nobody works.
 * Like {@link FrozenServerContract}, where the network does it; whatever is called ends at most a second after its limit.
 */
public abstract class PausedServerContract extends DatabaseContract {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    /** The second that is promised, and two for a busy machine. */
    private static final Duration BOUND = LIMIT.plusSeconds(3);

    private boolean paused;

    /** For subclasses of the driver modules. */
    protected PausedServerContract() {}

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(connection, "create table paused (id bigint primary key)");
    }

    @Override
    DatabaseConfig configure(DatabaseConfig defaults) {
        return defaults.withPool(
                        pool -> pool.withMaxSize(1).withConnectTimeout(LIMIT).withAcquireTimeout(LIMIT))
                .withStatements(statements -> statements.withTimeout(LIMIT))
                .withTransactions(transactions -> transactions.withMaxWait(LIMIT));
    }

    private TestServer server() {
        return testDatabase().server().orElseThrow();
    }

    private boolean isRefusedForAForeignServer() {
        if (server().isControllable()) {
            return false;
        }
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(server()::pause);
        return true;
    }

    private boolean pause() {
        paused = true;
        server().pause();
        // The signal is sent; each thread of the server stops when it sees it, and may finish something before.
        await().pollDelay(Duration.ofMillis(100)).until(() -> true);
        return true;
    }

    @AfterEach
    final void letTheServerGoOn() {
        if (paused) {
            paused = false;
            server().resume();
        }
    }

    private OrmException failureInTime(String what, ThrowingCallable call) {
        long startedAt = System.nanoTime();
        Throwable thrown = catchThrowable(call);
        Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
        System.out.printf(
                "%s, stopped %s: ended %d ms after its limit%n",
                testDatabase().kind(), what, took.minus(LIMIT).toMillis());
        assertThat(took).as(what).isLessThan(BOUND);
        return meaning(thrown);
    }

    private void assertBackInOrder() throws SQLException {
        assertIdle(database());
        letTheServerGoOn();
        long resumedAt = System.nanoTime();
        await().atMost(Duration.ofSeconds(10)).ignoreExceptions().untilAsserted(this::assertUsable);
        awaitQuietServer();
        System.out.printf(
                "%s: nothing of ours runs %d ms after the server goes on%n",
                testDatabase().kind(),
                Duration.ofNanos(System.nanoTime() - resumedAt).toMillis());
    }

    @Test
    void inTheMiddleOfAQuery() throws Exception {
        if (isRefusedForAForeignServer()) {
            return;
        }
        Future<Boolean> pausing = inBackground(() -> {
            await().until(() -> dialect().runningOnServer(testDatabase()) == 1);
            return pause();
        });
        OrmException failure = failureInTime("in a query", () -> {
            try (Connection connection = database().connection(Access.READ, "query")) {
                assertThat(Jdbc.number(connection, testDatabase().slowQuery(Duration.ofSeconds(20))))
                        .isNegative();
            }
        });
        assertThat(Workers.result(pausing)).isTrue();
        assertThat(failure).isInstanceOfAny(StatementTimeoutException.class, ConnectionUnavailableException.class);
        assertBackInOrder();
    }

    @Test
    void withAConnectionThatIsIdle() throws SQLException {
        if (isRefusedForAForeignServer()) {
            return;
        }
        assertUsable();
        // From half a second on HikariCP asks an idle connection whether it lives.
        await().pollDelay(Duration.ofMillis(600)).until(this::pause);
        OrmException failure = failureInTime("while idle", () -> {
            try (Connection connection = database().connection(Access.READ, "idle")) {
                assertThat(Jdbc.number(connection, "select 1")).isNegative();
            }
        });
        assertThat(failure).isInstanceOf(ConnectionUnavailableException.class);
        assertBackInOrder();
    }

    @Test
    void beforeTheCommit() throws SQLException {
        if (isRefusedForAForeignServer()) {
            return;
        }
        OrmException failure = failureInTime("before a commit", () -> database()
                .transaction(TransactionOptions.readWrite().timeout(LIMIT), transaction -> {
                    Jdbc.run(transaction.connection(), "insert into paused values (1)");
                    return pause();
                }));
        assertThat(failure).isInstanceOf(CommitOutcomeUnknownException.class);
        assertBackInOrder();
    }
}
