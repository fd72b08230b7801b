package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.Preset;
import dev.cormorant.core.error.CommitOutcomeUnknownException;
import dev.cormorant.core.error.ConnectionUnavailableException;
import dev.cormorant.core.error.TransactionTimedOutException;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.testing.fault.Direction;
import dev.cormorant.testing.fault.FaultyProxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Transactions that their thread does not end in time: they never commit, and nobody takes them for a success. */
@Timeout(900)
public abstract class WatchdogContract extends DatabaseContract {

    /** How many interleavings are tried; the system property {@code orm.test.repeats.watchdog} says another number. */
    private static final int INTERLEAVINGS = Integer.getInteger("orm.test.repeats.watchdog", 100);

    private static final int THREADS = 16;
    private static final Duration LIMIT = Duration.ofMillis(300);
    private static final TransactionOptions FORGOTTEN =
            TransactionOptions.readWrite().named("forgotten").timeout(LIMIT);

    /** For subclasses of the driver modules. */
    protected WatchdogContract() {}

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(connection, "create table mark (id bigint primary key)");
    }

    @Override
    DatabaseConfig configure(DatabaseConfig defaults) {
        return defaults.withPool(pool -> pool.withMaxSize(THREADS).withMaxWaiters(1000));
    }

    @BeforeEach
    final void emptyTheTable() throws SQLException {
        run("delete from mark");
    }

    private void awaitExpired(int count) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> database().stats().transactions().expired() == count);
    }

    @Test
    void givesTheConnectionBackWhileTheThreadIsElsewhere() throws SQLException {
        Throwable thrown = catchThrowable(() -> database().transaction(FORGOTTEN, transaction -> {
            Connection connection = transaction.connection();
            Jdbc.run(connection, "insert into mark values (1)");
            awaitExpired(1);
            int held = dialect().isServer() ? 0 : 1;
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> database().stats().connections().active() == held);
            Jdbc.run(connection, "insert into mark values (2)");
            return true;
        }));
        assertThat(meaning(thrown))
                .isInstanceOf(TransactionTimedOutException.class)
                .hasMessageContaining("forgotten");
        assertThat(outside("select count(*) from mark")).isZero();
        assertThat(database().stats().transactions().rolledBack()).isEqualTo(1);
        assertUsable();
    }

    @Test
    void refusesToCommitAnExpiredOne() throws SQLException {
        Throwable thrown = catchThrowable(() -> database().transaction(FORGOTTEN, transaction -> {
            Jdbc.run(transaction.connection(), "insert into mark values (1)");
            awaitExpired(1);
            return true;
        }));
        assertThat(thrown).isInstanceOf(TransactionTimedOutException.class).hasMessageContaining("forgotten");
        assertThat(outside("select count(*) from mark")).isZero();
        assertThat(database().stats().transactions().committed()).isZero();
        assertUsable();
    }

    @Test
    void leavesTheOthersAlone() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Future<Throwable> forgotten = inBackground(
                () -> catchThrowable(() -> database().transaction(FORGOTTEN.timeout(LIMIT), transaction -> {
                    await().atMost(Duration.ofSeconds(20)).untilTrue(over);
                    return true;
                })));
        if (dialect().isServer()) {
            long committed = 0;
            for (; database().stats().transactions().expired() == 0; committed++) {
                long id = committed;
                database().transaction(TransactionOptions.readWrite(), transaction -> {
                    Jdbc.run(transaction.connection(), "insert into mark values (" + id + ")");
                    return true;
                });
            }
            assertThat(outside("select count(*) from mark")).isEqualTo(committed);
        } else {
            awaitExpired(1);
        }
        over.set(true);
        assertThat(Workers.result(forgotten)).isInstanceOf(TransactionTimedOutException.class);
        assertUsable();
    }

    /** What the caller was told of each transaction, by the key of the row that it wrote. */
    private enum Told {
        COMMITTED,
        FAILED,
        UNKNOWN
    }

    @Test
    void tellsTheTruthInEveryInterleaving() throws Exception {
        long seed = Long.getLong("orm.test.seed", System.nanoTime());
        System.out.println("seed of the interleavings: -Dorm.test.seed=" + seed);
        if (!dialect().isServer()) {
            tellsTheTruth(database(), seed);
            return;
        }
        var server = testDatabase().server().orElseThrow();
        try (FaultyProxy proxy = FaultyProxy.to(server.host(), server.port(), 200)) {
            String url =
                    testDatabase().jdbcUrl().replace(server.host() + ":" + server.port(), "127.0.0.1:" + proxy.port());
            DatabaseConfig config = configure(DatabaseConfig.of(url, Preset.TEST)
                    .withName("proxied")
                    .withUser(testDatabase().user())
                    .withPassword(testDatabase().password()));
            AtomicBoolean over = new AtomicBoolean();
            try (Database proxied = Database.open(config)) {
                Future<Boolean> trouble = inBackground(() -> makeTrouble(proxy, new Random(seed), over));
                try {
                    tellsTheTruth(proxied, seed);
                } finally {
                    over.set(true);
                }
                assertThat(Workers.result(trouble)).isTrue();
                assertNothingPoisoned(proxied);
            }
        }
    }

    /** Answers come late, or the connections are cut: then a commit has no answer. */
    private static boolean makeTrouble(FaultyProxy proxy, Random random, AtomicBoolean over) {
        while (!over.get()) {
            switch (random.nextInt(4)) {
                case 0 -> proxy.delay(Duration.ofMillis(random.nextInt(200)), Direction.SERVER_TO_CLIENT);
                case 1 -> proxy.cut();
                default -> proxy.delay(Duration.ZERO, Direction.SERVER_TO_CLIENT);
            }
            pause(20 + random.nextInt(80));
        }
        proxy.forward();
        return true;
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private void tellsTheTruth(Database tried, long seed) throws Exception {
        Map<Long, Told> told = new ConcurrentHashMap<>();
        AtomicLong next = new AtomicLong();
        // On SQLite they come one after the other, so that fewer of ten may take their time.
        int inTime = dialect().isServer() ? 3 : 9;
        List<Future<Boolean>> threads = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Random random = new Random(seed + thread);
            threads.add(inBackground(() -> {
                for (long id = next.incrementAndGet(); id <= INTERLEAVINGS; id = next.incrementAndGet()) {
                    told.put(id, one(tried, id, random, inTime));
                }
                return true;
            }));
        }
        for (Future<Boolean> thread : threads) {
            assertThat(thread.get(800, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(told).hasSize(INTERLEAVINGS).containsValue(Told.FAILED);
        await().atMost(Duration.ofSeconds(10)).until(() -> tried.stats().isIdle());
        awaitQuietServer();
        assertToldTheTruth(told);
        // Monitoring may hold one for a moment.
        await().atMost(Duration.ofSeconds(10))
                .until(() -> tried.stats().connections().givenBack()
                        == tried.stats().connections().taken());
    }

    private void assertToldTheTruth(Map<Long, Told> told) throws SQLException {
        try (Connection outside = testDatabase().connect()) {
            List<Long> there = Jdbc.texts(outside, "select id from mark").stream()
                    .map(Long::valueOf)
                    .toList();
            told.forEach((id, words) -> {
                if (words != Told.UNKNOWN) {
                    assertThat(there.contains(id))
                            .as("row %d, of whose transaction was told: %s", id, words)
                            .isEqualTo(words == Told.COMMITTED);
                }
            });
        }
    }

    /** One transaction that ends somewhere around its limit. */
    private static Told one(Database tried, long id, Random random, int inTime) {
        Duration limit = Duration.ofMillis(20 + random.nextInt(100));
        // The watchdog gives a grace of 250 ms and looks every 50 ms: most of the time the callback ends around that.
        int busy = random.nextInt(10) < inTime ? 0 : (int) limit.toMillis() + random.nextInt(400);
        int first = busy == 0 ? 0 : random.nextInt(busy);
        Throwable thrown = catchThrowable(() ->
                tried.transaction(TransactionOptions.readWrite().named("marks").timeout(limit), transaction -> {
                    pause(first);
                    Jdbc.run(transaction.connection(), "insert into mark values (" + id + ")");
                    pause(busy - first);
                    return true;
                }));
        if (thrown instanceof CommitOutcomeUnknownException) {
            return Told.UNKNOWN;
        }
        return thrown == null ? Told.COMMITTED : Told.FAILED;
    }

    /** A connection that was cut while it was idle is found out by its first use; each of the others works. */
    private static void assertNothingPoisoned(Database tried) throws SQLException {
        int good = 0;
        for (int round = 0; round < THREADS * 4 && good < THREADS * 2; round++) {
            try {
                assertUsable(tried);
                good++;
            } catch (SQLException cut) {
                assertThat(meaning(tried, cut)).isInstanceOf(ConnectionUnavailableException.class);
            }
        }
        assertThat(good).isEqualTo(THREADS * 2);
    }
}
