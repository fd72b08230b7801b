package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cormorant.core.Database;
import dev.cormorant.core.DatabaseHandle;
import dev.cormorant.core.Databases;
import dev.cormorant.core.DatabasesStats;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.testing.TestDatabase;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Far more databases than connections (20 and 5, and 10 tasks for each; the system properties {@code orm.test.databases}, {@code
 * orm.test.databases.budget} and {@code orm.test.databases.tasks} say other numbers): never more sessions than the budget, everybody is served, and without use there
 * is none.
 */
public abstract class ManyDatabasesContract extends SeveralDatabases {

    private static final int DATABASES = Integer.getInteger("orm.test.databases", 20);
    private static final int BUDGET = Integer.getInteger("orm.test.databases.budget", 5);
    private static final int ALTERNATIONS = Integer.getInteger("orm.test.repeats.alternate", 2_000);
    private static final int SWITCHES = Integer.getInteger("orm.test.repeats.switch", 60);
    private static final int TASKS_EACH = Integer.getInteger("orm.test.databases.tasks", 10);
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final long GROWTH = 3L << 20;

    /** For subclasses of the driver modules. */
    protected ManyDatabasesContract() {}

    @Override
    final int count() {
        return DATABASES;
    }

    private DatabaseConfig patient(int number) {
        return config(number).withPool(pool -> pool.withAcquireTimeout(DEADLINE)
                .withIdleTimeout(Duration.ofSeconds(10))
                .withMaxWaiters(2 * BUDGET));
    }

    private Databases databases(int budget) {
        return closedAfterTheTest(Databases.withBudget(budget));
    }

    @Test
    void staysWithinTheBudgetStarvesNobodyAndFallsBackToNoConnection() throws Exception {
        long seed = Long.getLong("orm.test.seed", System.nanoTime());
        Databases databases = databases(BUDGET);
        int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
        Sampler sampler = new Sampler();
        Future<Sampler> sampling = workers().start(() -> sampler.run(testDatabase(0)));
        long startedAt = System.nanoTime();
        List<Database> all = new ArrayList<>();
        for (int i = 0; i < DATABASES; i++) {
            all.add(databases.open(patient(i)).database());
        }
        say("opened with seed " + seed, startedAt);
        long slowest = load(all, seed);
        say(DATABASES * TASKS_EACH + " tasks, the slowest took " + slowest / 1_000_000 + " ms", startedAt);
        sampler.stop.countDown();
        int threads = Workers.result(sampling).mostThreads - threadsBefore;
        DatabasesStats stats = databases.stats();
        say(stats.budget() + "; " + sampler + ", " + threads + " threads more at most", startedAt);
        await().atMost(Duration.ofSeconds(40))
                .until(() -> databases.stats().budget().open() == 0 && sessions() == 0);
        say("no connection left", startedAt);
        assertThat(stats.open()).isEqualTo(DATABASES);
        assertThat(stats.budget().peak()).isEqualTo(BUDGET);
        assertThat(sampler.most).isLessThanOrEqualTo(BUDGET);
        assertThat(Duration.ofNanos(slowest)).isLessThan(DEADLINE);
        // The threads with which HikariCP opens and closes connections stay for five seconds after use.
        assertThat(threads)
                .as(
                        "threads: some for each connection of the budget, workers, a few of the set, none for each database")
                .isLessThan(8 * BUDGET + 40);
    }

    private void say(String what, long startedAt) {
        System.out.printf(
                "%s, %d databases, budget %d, after %d ms: %s%n",
                testDatabase(0).kind(), DATABASES, BUDGET, millis(startedAt, System.nanoTime()), what);
    }

    private static long millis(long from, long to) {
        return TimeUnit.NANOSECONDS.toMillis(to - from);
    }

    /** {@return the longest time of a task, in nanoseconds} */
    private long load(List<Database> all, long seed) throws Exception {
        AtomicLong slowest = new AtomicLong();
        AtomicLong left = new AtomicLong((long) DATABASES * TASKS_EACH);
        List<Future<Boolean>> working = new ArrayList<>();
        for (int worker = 0; worker < 2 * BUDGET; worker++) {
            Random random = new Random(seed + worker);
            // A quarter of the workers always wants the same database.
            boolean greedy = worker % 4 == 0;
            working.add(workers().start(() -> {
                while (left.getAndDecrement() > 0) {
                    long startedAt = System.nanoTime();
                    ask(all.get(greedy ? 0 : random.nextInt(all.size())));
                    slowest.accumulateAndGet(System.nanoTime() - startedAt, Math::max);
                }
                return true;
            }));
        }
        for (Future<Boolean> each : working) {
            each.get(4, TimeUnit.MINUTES);
        }
        return slowest.get();
    }

    /** Looks at the server, past everything under test. */
    private static final class Sampler {
        final CountDownLatch stop = new CountDownLatch(1);
        int most;
        int samples;
        int mostThreads;

        /** On one connection all the time: of several, the last one could still be there when the next one counts. */
        Sampler run(TestDatabase database) throws InterruptedException, SQLException {
            if (database.server().isEmpty()) {
                stop.await();
                return this;
            }
            String others = new Dialect(database.kind()).otherSessions();
            try (Connection outside = database.connect()) {
                while (!stop.await(5, TimeUnit.MILLISECONDS)) {
                    most = (int) Math.max(most, Jdbc.number(outside, others));
                    mostThreads = Math.max(
                            mostThreads, ManagementFactory.getThreadMXBean().getThreadCount());
                    samples++;
                }
            }
            return this;
        }

        @Override
        public String toString() {
            return "at most " + most + " sessions in " + samples + " samples";
        }
    }

    @Test
    void alternatesBetweenTwoDatabasesWithoutGrowing() throws Exception {
        Databases databases = databases(2);
        alternate(databases, 200);
        Figures before = Figures.of(databases);
        alternate(databases, ALTERNATIONS);
        Figures after = Figures.of(databases);
        assertThat(after.stats().open()).isEqualTo(2);
        assertThat(after.stats().budget().peak()).isEqualTo(2);
        assertThat(after.services()).isEqualTo(before.services());
        assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 4);
        assertThat(after.heap() - before.heap()).as("growth of the heap").isLessThan(GROWTH);
    }

    private void alternate(Databases databases, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            try (DatabaseHandle handle = databases.open(patient(i % 2))) {
                assertThat(ask(handle.database())).isEqualTo(42);
            }
        }
    }

    /** With one connection for both each use closes the pool of the other. */
    @Test
    void closesAndMakesPoolsWithoutGrowing() throws Exception {
        Databases databases = databases(1);
        alternate(databases, 20);
        Figures before = Figures.of(databases);
        alternate(databases, SWITCHES);
        Figures after = Figures.of(databases);
        assertThat(after.stats().budget().closedForOthers()).isGreaterThanOrEqualTo(SWITCHES);
        assertThat(after.stats().budget().peak()).isEqualTo(1);
        assertThat(after.services()).isEqualTo(before.services());
        assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 4);
        assertThat(after.heap() - before.heap()).as("growth of the heap").isLessThan(GROWTH);
    }

    /**
     * What must not grow.
     *
     * @param stats the figures of the set
     * @param services what is registered
     * @param threads all of the JVM
     * @param heap in bytes, after a collection
     */
    private record Figures(DatabasesStats stats, int services, int threads, long heap) {

        static Figures of(Databases databases) {
            System.gc();
            return new Figures(
                    databases.stats(),
                    databases.services().size(),
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
    }
}
