package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cormorant.core.error.DeadlockException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.transaction.TransactionOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions that get into each other's way. */
public abstract class ConflictContract extends DatabaseContract {

    private static final int WRITERS = 4;
    private static final int ROUNDS = 50;

    /** For subclasses of the driver modules. */
    protected ConflictContract() {}

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(connection, "create table counter (id bigint primary key, n bigint not null)");
    }

    @BeforeEach
    final void twoCounters() throws SQLException {
        run("delete from counter", "insert into counter values (1, 0), (2, 0)");
    }

    private static void increment(Connection connection, long id) throws SQLException {
        Jdbc.run(connection, "update counter set n = n + 1 where id = " + id);
    }

    @Test
    void namesADeadlockAndLetsTheOtherOneCommit() throws Exception {
        if (!dialect().isServer()) {
            assertNoDeadlockWithOneWriter();
            return;
        }
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        Future<Optional<Throwable>> there = inBackground(() -> crossing(bothHoldOne, 1, 2));
        Future<Optional<Throwable>> back = inBackground(() -> crossing(bothHoldOne, 2, 1));
        List<Throwable> failures = Stream.of(Workers.result(there), Workers.result(back))
                .flatMap(Optional::stream)
                .toList();
        assertThat(failures).hasSize(1);
        OrmException meaning = meaning(failures.get(0));
        assertThat(meaning).isInstanceOf(DeadlockException.class);
        assertThat(meaning.isRetryable()).isTrue();
        assertThat(outside("select sum(n) from counter")).isEqualTo(2);
    }

    private Optional<Throwable> crossing(CyclicBarrier bothHoldOne, long first, long second) {
        return Optional.ofNullable(catchThrowable(
                () -> database().transaction(TransactionOptions.readWrite().named("crossing"), transaction -> {
                    increment(transaction.connection(), first);
                    bothHoldOne.await(20, TimeUnit.SECONDS);
                    increment(transaction.connection(), second);
                    return true;
                })));
    }

    @Test
    void refusesToCommitAfterADeadlockThatTheCallbackSwallowed() throws Exception {
        if (!dialect().isServer()) {
            return;
        }
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        Future<Optional<Throwable>> there = inBackground(() -> swallowing(bothHoldOne, 1, 2));
        Future<Optional<Throwable>> back = inBackground(() -> swallowing(bothHoldOne, 2, 1));
        List<Throwable> failures = Stream.of(Workers.result(there), Workers.result(back))
                .flatMap(Optional::stream)
                .toList();
        assertThat(failures).hasSize(1);
        assertThat(outside("select sum(n) from counter")).isEqualTo(2);
        assertThat(database().stats().transactions().committed()).isEqualTo(1);
        assertThat(database().stats().transactions().rolledBack()).isEqualTo(1);
        assertUsable();
    }

    /** Goes on after a failure as if there had been none: what it does then must not be committed alone. */
    private Optional<Throwable> swallowing(CyclicBarrier bothHoldOne, long first, long second) {
        return Optional.ofNullable(catchThrowable(
                () -> database().transaction(TransactionOptions.readWrite().named("swallowing"), transaction -> {
                    Connection connection = transaction.connection();
                    increment(connection, first);
                    bothHoldOne.await(20, TimeUnit.SECONDS);
                    Throwable swallowed = catchThrowable(() -> increment(connection, second));
                    if (swallowed != null) {
                        assertThat(catchThrowable(() -> increment(connection, first)))
                                .as("a statement after the deadlock")
                                .isNotNull();
                    }
                    return true;
                })));
    }

    @Test
    void runsTheLoserOfADeadlockAgain() throws Exception {
        if (!dialect().isServer()) {
            return;
        }
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        List<Future<Integer>> both = new ArrayList<>();
        for (long first = 1; first <= 2; first++) {
            long one = first;
            both.add(inBackground(() -> triesUntilCommitted(bothHoldOne, one, 3 - one)));
        }
        assertThat(Workers.result(both.get(0)) + Workers.result(both.get(1))).isEqualTo(3);
        assertThat(outside("select sum(n) from counter")).isEqualTo(4);
        assertThat(database().stats().transactions().retried()).isEqualTo(1);
    }

    private int triesUntilCommitted(CyclicBarrier bothHoldOne, long first, long second) throws Exception {
        AtomicInteger tries = new AtomicInteger();
        AtomicInteger hooks = new AtomicInteger();
        database().transaction(TransactionOptions.readWrite().named("again").retries(3), transaction -> {
            transaction.afterCommit(hooks::incrementAndGet);
            increment(transaction.connection(), first);
            if (tries.incrementAndGet() == 1) {
                bothHoldOne.await(20, TimeUnit.SECONDS);
            }
            increment(transaction.connection(), second);
            return true;
        });
        assertThat(hooks).hasValue(1);
        return tries.get();
    }

    /** On SQLite the second one cannot begin before the first one has ended. */
    private void assertNoDeadlockWithOneWriter() throws Exception {
        List<Future<Boolean>> writers = new ArrayList<>();
        for (long first = 1; first <= 2; first++) {
            long one = first;
            long other = 3 - first;
            writers.add(inBackground(
                    () -> inRounds(() -> database().transaction(TransactionOptions.readWrite(), transaction -> {
                        increment(transaction.connection(), one);
                        increment(transaction.connection(), other);
                        return true;
                    }))));
        }
        for (Future<Boolean> writer : writers) {
            assertThat(Workers.result(writer)).isTrue();
        }
        assertThat(outside("select sum(n) from counter")).isEqualTo(4L * ROUNDS);
    }

    private static boolean inRounds(Callable<Boolean> work) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            work.call();
        }
        return true;
    }

    @Test
    void letsManyWritersReadAndWriteWithoutABusyError() throws Exception {
        List<Future<Boolean>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            writers.add(inBackground(() -> inRounds(
                    () -> database().transaction(TransactionOptions.readWrite().named("count"), transaction -> {
                        Connection connection = transaction.connection();
                        String read = "select n from counter where id = 1"
                                + (dialect().isServer() ? " for update" : "");
                        long n = Jdbc.number(connection, read);
                        Jdbc.run(connection, "update counter set n = " + (n + 1) + " where id = 1");
                        return true;
                    }))));
        }
        for (Future<Boolean> writer : writers) {
            assertThat(Workers.result(writer)).isTrue();
        }
        assertThat(outside("select n from counter where id = 1")).isEqualTo((long) WRITERS * ROUNDS);
        assertThat(database().stats().transactions().committed()).isEqualTo((long) WRITERS * ROUNDS);
    }
}
