package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.CommitOutcomeUnknownException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.testing.server.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server is killed in the middle of transactions and comes back with its data: so does the pool, and the work that was committed. */
public abstract class CrashContract extends DatabaseContract {

    /** HikariCP waits at most 5 s between two tries to connect; the rest is for a busy machine. */
    private static final Duration RECOVERY = Duration.ofSeconds(8);

    private static final int WORKERS = 3;
    private static final int FEW = 20;

    /** For subclasses of the driver modules. */
    protected CrashContract() {}

    private final CountDownLatch crashed = new CountDownLatch(1);
    private volatile boolean stop;
    private boolean down;

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(connection, "create table crash_test (id bigint primary key)");
    }

    @Override
    DatabaseConfig configure(DatabaseConfig defaults) {
        return defaults.withPool(pool -> pool.withMaxSize(WORKERS + 1).withAcquireTimeout(Duration.ofSeconds(1)));
    }

    private TestServer server() {
        return testDatabase().server().orElseThrow();
    }

    @AfterEach
    final void bringTheServerBack() {
        stop = true;
        if (down) {
            server().restart();
        }
    }

    /**
     * What became of the transactions of one thread; each inserts a number and its negative.
     *
     * @param committed those that were committed
     * @param unknown those whose outcome is unknown
     * @param failures the kinds of failures
     */
    private record Log(Set<Long> committed, Set<Long> unknown, Set<String> failures) {
        Log() {
            this(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        }
    }

    private void insert(Connection connection, long id) throws SQLException {
        Jdbc.run(
                connection,
                "insert into crash_test values (" + id + ")",
                "insert into crash_test values (" + -id + ")");
    }

    private Log work(int worker) {
        Log log = new Log();
        for (long id = worker + 1L; !stop; id += WORKERS) {
            long mine = id;
            try {
                database().transaction(TransactionOptions.readWrite(), transaction -> {
                    insert(transaction.connection(), mine);
                    return true;
                });
                log.committed.add(mine);
            } catch (CommitOutcomeUnknownException unknown) {
                log.unknown.add(mine);
            } catch (OrmException | SQLException failed) {
                log.failures.add(meaning(failed).getClass().getSimpleName());
            }
        }
        return log;
    }

    /** A transaction that is open when the server dies, and has not committed. */
    private boolean holdOpen(CountDownLatch holding) throws Exception {
        return database().transaction(TransactionOptions.readWrite(), transaction -> {
            insert(transaction.connection(), 1_000_000);
            holding.countDown();
            crashed.await();
            return true;
        });
    }

    @Test
    void recoversByItselfWithTheCommittedWorkAndNothingElse() throws Exception {
        if (!server().isControllable()) {
            assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(server()::kill);
            return;
        }
        CountDownLatch holding = new CountDownLatch(1);
        Future<Boolean> open = inBackground(() -> holdOpen(holding));
        assertThat(holding.await(10, TimeUnit.SECONDS)).isTrue();
        List<Future<Log>> workers = startWorkers();
        awaitCommitted(FEW);
        down = true;
        server().kill();
        crashed.countDown();
        assertThat(meaning(Workers.failure(open))).isInstanceOf(OrmException.class);
        long committed = committed();
        server().restart();
        down = false;
        long startedAt = System.nanoTime();
        awaitCommitted(committed + 1);
        Duration recovery = Duration.ofNanos(System.nanoTime() - startedAt);
        assertThat(recovery).isLessThan(RECOVERY);
        awaitCommitted(committed + FEW);
        stop = true;
        Log all = together(workers);
        System.out.printf(
                "%s, killed: works again %d ms after the server; %d committed, %d unknown, failures %s%n",
                testDatabase().kind(), recovery.toMillis(), all.committed.size(), all.unknown.size(), all.failures);
        assertOnlyCommittedWork(database(), all);
    }

    private List<Future<Log>> startWorkers() {
        List<Future<Log>> workers = new ArrayList<>();
        for (int worker = 0; worker < WORKERS; worker++) {
            int number = worker;
            workers.add(inBackground(() -> work(number)));
        }
        return workers;
    }

    private long committed() {
        return database().stats().transactions().committed();
    }

    private void awaitCommitted(long count) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> committed() >= count);
    }

    private static Log together(List<Future<Log>> workers) throws Exception {
        Log all = new Log();
        for (Future<Log> worker : workers) {
            Log log = Workers.result(worker);
            all.committed.addAll(log.committed);
            all.unknown.addAll(log.unknown);
            all.failures.addAll(log.failures);
        }
        return all;
    }

    private static void assertOnlyCommittedWork(Database database, Log all) throws SQLException {
        try (Connection connection = database.connection(Access.READ, "count")) {
            Set<Long> there = Jdbc.texts(connection, "select id from crash_test").stream()
                    .map(Long::valueOf)
                    .collect(Collectors.toSet());
            Set<Long> positive = there.stream().filter(id -> id > 0).collect(Collectors.toSet());
            assertThat(there).as("both rows of each or none").hasSize(2 * positive.size());
            assertThat(positive).as("committed").containsAll(all.committed);
            positive.removeAll(all.committed);
            assertThat(all.unknown).as("not committed, but there").containsAll(positive);
        }
    }
}
