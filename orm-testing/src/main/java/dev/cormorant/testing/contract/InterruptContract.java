package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.AcquireInterruptedException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.StatementCancelledException;
import dev.cormorant.core.transaction.TransactionOptions;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An interrupted thread stops its statement on the server, gives its connection back and keeps its flag. */
public abstract class InterruptContract extends StopContract {

    /** For subclasses of the driver modules. */
    protected InterruptContract() {}

    @Override
    DatabaseConfig configure(DatabaseConfig defaults) {
        return defaults.withPool(pool -> pool.withMaxSize(1).withAcquireTimeout(Duration.ofSeconds(30)));
    }

    /**
     * How work ended in a thread that was interrupted.
     *
     * @param thrown what it threw
     * @param flag whether the flag was still set
     */
    private record Outcome(Throwable thrown, boolean flag) {}

    private Outcome interrupted(Callable<Long> work, Callable<Boolean> when) throws Exception {
        Kept<Thread> thread = new Kept<>();
        Future<Outcome> outcome = inBackground(() -> {
            thread.set(Thread.currentThread());
            Throwable thrown = catchThrowable(work::call);
            return new Outcome(thrown == null ? new AssertionError("nothing thrown") : thrown, Thread.interrupted());
        });
        await().atMost(SOON).until(() -> thread.isSet() && when.call());
        long startedAt = System.nanoTime();
        thread.get().interrupt();
        Outcome result = Workers.result(outcome);
        assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(SOON);
        return result;
    }

    private void assertStopped(Outcome outcome) throws Exception {
        OrmException meaning = meaning(outcome.thrown());
        assertThat(meaning).isInstanceOf(StatementCancelledException.class).hasMessageContaining("interrupted");
        assertThat(outcome.flag()).as("the flag of the interrupted thread").isTrue();
        awaitQuietServer();
        assertUsable();
    }

    @Test
    void stopsAFetch() throws Exception {
        assertStopped(
                interrupted(this::computeForLong, () -> database().executions().size() == 1));
    }

    @Test
    void stopsACursor() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        assertStopped(interrupted(() -> readForLong(begun), () -> begun.await(1, TimeUnit.MILLISECONDS)));
    }

    @Test
    void stopsATransactionWhichRollsBack() throws Exception {
        run("create table kept (id bigint primary key)");
        Outcome outcome = interrupted(
                () -> database().transaction(TransactionOptions.readWrite(), transaction -> {
                    Jdbc.run(transaction.connection(), "insert into kept values (1)");
                    return Jdbc.number(transaction.connection(), testDatabase().slowQuery(Duration.ofMinutes(10)));
                }),
                () -> database().executions().stream()
                        .anyMatch(running -> running.sql().contains("count(*)")));
        assertStopped(outcome);
        assertThat(outside("select count(*) from kept")).isZero();
    }

    @Test
    void stopsTheWaitForAConnection() throws Exception {
        Outcome outcome;
        try (Connection held = database().connection(Access.WRITE, "holder")) {
            assertThat(held.isClosed()).isFalse();
            outcome = interrupted(
                    () -> {
                        try (Connection mine = database().connection(Access.WRITE, "waiter")) {
                            return Jdbc.number(mine, "select 1");
                        }
                    },
                    () -> database().stats().connections().waiting() == 1);
        }
        assertThat(outcome.thrown())
                .isInstanceOf(AcquireInterruptedException.class)
                .hasMessageContaining("waiter")
                .hasMessageContaining("interrupted");
        assertThat(outcome.flag()).isTrue();
        assertUsable();
    }

    @Test
    void refusesAConnectionToAThreadThatIsInterruptedAlready() throws Exception {
        Future<Outcome> outcome = inBackground(() -> {
            Thread.currentThread().interrupt();
            Throwable thrown = catchThrowable(() -> database().connection(Access.READ, "interrupted before"));
            return new Outcome(thrown, Thread.interrupted());
        });
        Outcome result = Workers.result(outcome);
        assertThat(result.thrown()).isInstanceOf(AcquireInterruptedException.class);
        assertThat(result.flag()).isTrue();
        assertUsable();
    }
}
