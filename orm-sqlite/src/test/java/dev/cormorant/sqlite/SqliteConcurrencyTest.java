package dev.cormorant.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.Database;
import dev.cormorant.core.transaction.TransactionOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No caller ever sees the file busy because of another one in this process. */
final class SqliteConcurrencyTest {

    private static final int THREADS = 32;
    private static final int CALLS = Integer.getInteger("orm.test.repeats.sqlite-calls", 1000);

    @TempDir
    Path dir;

    @Test
    void runsMixedReadsAndWritesOfManyThreadsWithoutABusyError() throws Exception {
        long seed = System.nanoTime();
        AtomicInteger inserted = new AtomicInteger();
        try (Database database = Sqlite.open(dir.resolve("a.db"))) {
            Sqlite.run(database, "create table t (id integer primary key, owner integer, n integer)");
            inAllThreads(thread -> {
                Random random = new Random(seed + thread);
                for (int i = 0; i < CALLS; i++) {
                    oneCall(database, random, thread, inserted);
                }
            });
            assertThat(Sqlite.one(database, "select count(*) from t"))
                    .as("seed " + seed)
                    .isEqualTo(inserted.toString());
            assertThat(Sqlite.one(database, "pragma integrity_check")).isEqualTo("ok");
            assertThat(database.stats().executions().failed())
                    .as("seed " + seed)
                    .isZero();
            assertThat(database.leases()).isEmpty();
        }
    }

    @Test
    void runsTwoDatabasesOnOneFileWithoutABusyError() throws Exception {
        AtomicInteger inserted = new AtomicInteger();
        long seed = System.nanoTime();
        try (Database one = Sqlite.open(dir.resolve("a.db"));
                Database other = Sqlite.open(dir.resolve("a.db"))) {
            Sqlite.run(one, "create table t (id integer primary key, owner integer, n integer)");
            inAllThreads(thread -> {
                Random random = new Random(seed + thread);
                for (int i = 0; i < CALLS / 5; i++) {
                    oneCall(thread % 2 == 0 ? one : other, random, thread, inserted);
                }
            });
            assertThat(Sqlite.one(other, "select count(*) from t"))
                    .as("seed " + seed)
                    .isEqualTo(inserted.toString());
            assertThat(Sqlite.one(one, "pragma integrity_check")).isEqualTo("ok");
        }
    }

    /** What one thread does. */
    private interface Work {
        void run(int thread) throws SQLException;
    }

    private static void inAllThreads(Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Callable<Void>> all = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            all.add(() -> {
                work.run(number);
                return null;
            });
        }
        try {
            for (Future<Void> each : threads.invokeAll(all)) {
                each.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private static void oneCall(Database database, Random random, int thread, AtomicInteger inserted)
            throws SQLException {
        switch (random.nextInt(8)) {
            case 0 -> {
                Sqlite.run(database, "insert into t (owner, n) values (" + thread + ", 1)");
                inserted.incrementAndGet();
            }
            case 1 -> readThenWrite(database, thread, inserted);
            default -> read(database, thread);
        }
    }

    private static void readThenWrite(Database database, int thread, AtomicInteger inserted) throws SQLException {
        database.transaction(TransactionOptions.readWrite(), tx -> {
            Connection connection = tx.connection();
            String before = Sqlite.one(connection, "select count(*) from t where owner = " + thread);
            Sqlite.run(connection, "update t set n = n + 1 where owner = ?", thread);
            Sqlite.run(connection, "insert into t (owner, n) values (?, ?)", thread, before);
            return null;
        });
        inserted.incrementAndGet();
    }

    private static void read(Database database, int thread) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select id, n from t where owner = ? order by id desc limit 10")) {
            statement.setInt(1, thread);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    assertThat(rows.getInt(1)).isPositive();
                }
            }
        }
    }
}
