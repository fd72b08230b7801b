package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.StatementCancelledException;
import dev.cormorant.core.execution.RunningExecution;
import dev.cormorant.core.transaction.TransactionOptions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A statement that is cancelled by its id ends on the server, and its connection lives on. */
public abstract class CancelContract extends StopContract {

    /** For subclasses of the driver modules. */
    protected CancelContract() {}

    private void assertCancelled(Future<Long> work) throws Exception {
        long startedAt = System.nanoTime();
        Throwable thrown = Workers.failure(work);
        assertThat(meaning(thrown))
                .isInstanceOf(StatementCancelledException.class)
                .hasMessageContaining("cancel")
                .hasMessageContaining("execution");
        assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(SOON);
        awaitQuietServer();
        assertUsable();
        assertThat(database().stats().executions().stopped()).isEqualTo(1);
    }

    @Test
    void stopsAHeavyQueryByItsId() throws Exception {
        Future<Long> query = inBackground(this::computeForLong);
        awaitRunning(1);
        RunningExecution running = database().executions().get(0);
        assertThat(running.sql()).isEqualTo(testDatabase().slowQuery(Duration.ofMinutes(10)));
        assertThat(running.thread()).startsWith("contract-worker");
        assertThat(running.streaming() && dialect().isServer()).isFalse();
        assertThat(database().cancel(running.id())).isTrue();
        assertCancelled(query);
    }

    @Test
    void stopsAResultInTheMiddle() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Future<Long> reader = inBackground(() -> readForLong(begun));
        assertThat(begun.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        RunningExecution running = database().executions().get(0);
        assertThat(running.streaming()).isTrue();
        assertThat(database().cancel(running.id())).isTrue();
        assertCancelled(reader);
    }

    @Test
    void stopsAStatementOfTheDataSource() throws Exception {
        Kept<Statement> shared = new Kept<>();
        Future<Long> query = inBackground(() -> {
            try (Connection connection = database().dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                shared.set(statement);
                try (var rows = statement.executeQuery(testDatabase().slowQuery(Duration.ofMinutes(10)))) {
                    return rows.next() ? rows.getLong(1) : -1;
                }
            }
        });
        awaitRunning(1);
        shared.get().cancel();
        assertCancelled(query);
    }

    @Test
    void stopsAStatementOfATransactionWhichThenRollsBack() throws Exception {
        run("create table kept (id bigint primary key)");
        Future<Long> work = inBackground(() -> database().transaction(TransactionOptions.readWrite(), tx -> {
            Jdbc.run(tx.connection(), "insert into kept values (1)");
            return Jdbc.number(tx.connection(), testDatabase().slowQuery(Duration.ofMinutes(10)));
        }));
        await().atMost(SOON).until(() -> database().executions().stream()
                .anyMatch(running -> running.sql().contains("count(*)")));
        assertThat(database().cancel(database().executions().get(0).id())).isTrue();
        assertCancelled(work);
        assertThat(outside("select count(*) from kept")).isZero();
    }

    @Test
    void knowsNothingOfAnIdThatDoesNotRun() throws Exception {
        assertThat(database().cancel(1)).isFalse();
        assertThat(number("select 1")).isEqualTo(1);
        assertThat(database().cancel(1)).isFalse();
        assertThat(database().cancel(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void stopsNothingElseOnTheSameConnection() throws Exception {
        try (Connection connection = database().connection(Access.READ, "one by one")) {
            Future<Boolean> canceller = inBackground(() -> {
                boolean hit = false;
                while (!Thread.currentThread().isInterrupted() && !hit) {
                    hit = database().executions().stream()
                            .filter(running -> running.sql().contains("count(*)"))
                            .anyMatch(running -> database().cancel(running.id()));
                }
                return hit;
            });
            Throwable thrown =
                    catchThrowable(() -> Jdbc.number(connection, testDatabase().slowQuery(Duration.ofMinutes(10))));
            assertThat(meaning(thrown)).isInstanceOf(StatementCancelledException.class);
            assertThat(Workers.result(canceller)).isTrue();
            for (int i = 0; i < 200; i++) {
                assertThat(Jdbc.number(connection, "select " + i)).isEqualTo(i);
            }
        }
    }
}
