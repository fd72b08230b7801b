package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.StatementTimeoutException;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.sql.cursor.Cursor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * An hour of mixed work, compressed as much as the limits are, 5 min to 1 s: nothing of it is a leak, and nothing is said to be
 * one. {@code -Dorm.test.load-seconds} makes it longer, {@code -Dorm.test.seed} repeats one.
 */
public abstract class LeakLoadContract extends OrmContract {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int THREADS = 4;
    private static final long SECONDS = Long.getLong("orm.test.load-seconds", 12);
    private static final Sql MANY = Sql.of("select id from loaded order by id");

    private final LongAdder done = new LongAdder();

    /** For subclasses of the driver modules. */
    protected LeakLoadContract() {}

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(connection, "create table loaded (id integer primary key, changed integer not null)");
        for (int id = 1; id <= 100; id++) {
            Jdbc.run(connection, "insert into loaded values (" + id + ", 0)");
        }
    }

    @Override
    DatabaseConfig configure(DatabaseConfig defaults) {
        return defaults.withPool(pool -> pool.withMaxSize(THREADS).withAcquireTimeout(Duration.ofSeconds(30)))
                .withStatements(statements -> statements.withTimeout(Duration.ofMillis(2500)))
                .withTransactions(
                        limits -> limits.withMaxWait(Duration.ofSeconds(30)).withTimeout(Duration.ofSeconds(30)))
                .withMonitor(monitor -> monitor.withLeaks(
                        leaks -> leaks.withCheck(SECOND).withIdle(SECOND).withTransaction(SECOND.multipliedBy(2))));
    }

    @Test
    void raisesNoFalseAlarm() throws Exception {
        long seed = Long.getLong("orm.test.seed", System.nanoTime());
        System.out.println(testDatabase().kind() + ": mixed load with -Dorm.test.seed=" + seed);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        List<Future<Boolean>> workers = new ArrayList<>();
        for (int worker = 0; worker < THREADS; worker++) {
            Random random = new Random(seed + worker);
            workers.add(inBackground(() -> {
                while (System.nanoTime() < end) {
                    work(random);
                    done.increment();
                }
                return true;
            }));
        }
        for (Future<Boolean> worker : workers) {
            assertThat(worker.get(SECONDS + 60, TimeUnit.SECONDS)).isTrue();
        }
        System.gc();
        assertThat(database().leaks()).isEmpty();
        assertThat(database().stats().connections().suspected()).isZero();
        assertThat(database().stats().connections().leaked()).isZero();
        assertThat(database().stats().connections().forceClosed()).isZero();
        System.out.println(testDatabase().kind() + ": " + done.sum() + " pieces of work, 0 false alarms");
        assertUsable();
    }

    private void work(Random random) throws SQLException {
        int chance = random.nextInt(1000);
        if (chance < 3) {
            longQuery();
        } else if (chance < 20) {
            readSlowly(random);
        } else if (chance < 300) {
            write(random);
        } else if (chance < 500) {
            readAndThink(random);
        } else {
            number("select changed from loaded where id = " + (1 + random.nextInt(100)));
        }
    }

    /** Longer than any limit, and in the database all the time. */
    private void longQuery() {
        try (Connection connection = database().connection(Access.READ, "report")) {
            Jdbc.number(connection, testDatabase().slowQuery(Duration.ofHours(1)));
            throw new AssertionError("the query was to take longer");
        } catch (SQLException stopped) {
            assertThat(meaning(stopped)).isInstanceOf(StatementTimeoutException.class);
        }
    }

    /** Holds a cursor for longer than any limit, with short pauses between the rows. */
    private void readSlowly(Random random) {
        try (Cursor<Long> rows = Orm.over(database()).cursor(MANY, row -> row.getLong(1))) {
            while (rows.next()) {
                think(random, 40);
            }
        }
    }

    private void write(Random random) throws SQLException {
        int id = 1 + random.nextInt(100);
        database().transaction(TransactionOptions.readWrite().named("change"), transaction -> {
            try (PreparedStatement change =
                    transaction.connection().prepareStatement("update loaded set changed = changed + 1 where id = ?")) {
                change.setInt(1, id);
                think(random, 5);
                return change.executeUpdate();
            }
        });
    }

    private void readAndThink(Random random) throws SQLException {
        try (Connection connection = database().dataSource().getConnection()) {
            for (int statement = 0; statement < 3; statement++) {
                Jdbc.number(connection, "select count(*) from loaded");
                think(random, 60);
            }
        }
    }

    /** What an application does between two calls. */
    private static void think(Random random, int mostMillis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(mostMillis)));
    }
}
