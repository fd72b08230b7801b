package dev.cormorant.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cormorant.core.Database;
import dev.cormorant.core.transaction.TransactionOptions;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many statements of ever new texts, some slow and some failing, leave the heap as it was and every collection at its bound. */
final class SqliteEnduranceTest {

    private static final int STATEMENTS = Integer.getInteger("orm.test.repeats.statements", 200_000);
    private static final int SAMPLES = 10;
    private static final long NOISE = 1_500_000;
    private static final Map<String, Integer> BOUNDS = Map.of(
            "Profile.places", 100,
            "RecentTexts.table", 2048,
            "Ring.entries", 100,
            "SlotTable.slots", 4096,
            "LatencyHistogram.counts", 480);
    private static final int OTHERWISE = 64;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @TempDir
    Path dir;

    private static long heapAfterGc() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    @Test
    @Timeout(3600)
    void leaveTheHeapFlatAndEveryCollectionAtItsBound() throws Exception {
        System.out.println("SqliteEnduranceTest: seed " + seed + ", " + STATEMENTS + " statements");
        List<Long> heap = new ArrayList<>();
        try (Database database = Sqlite.open(Sqlite.config(dir.resolve("a.db"))
                .withStatements(limits -> limits.withSlowQuery(Duration.ofMillis(1))))) {
            Sqlite.run(database, "create table t (id integer primary key, a text)", "insert into t values (1, 'one')");
            long before = database.stats().executions().started();
            for (int sample = 0; sample < SAMPLES; sample++) {
                work(database, STATEMENTS / SAMPLES);
                heap.add(heapAfterGc());
            }
            assertThat(database.stats().executions().started() - before).isGreaterThanOrEqualTo(STATEMENTS);
            assertBounded(BoundedState.of(database));
            assertThat(database.stats().monitor().shapes()).hasSize(100);
        }
        System.out.println("SqliteEnduranceTest: heap after GC in bytes " + heap);
        // The first part warms up: class loading, compiled code's constants, and the collections fill.
        long first = Collections.max(heap.subList(1, SAMPLES / 2));
        long last = Collections.min(heap.subList(SAMPLES / 2, SAMPLES));
        assertThat(last).as("seed %d, %s", seed, heap).isLessThan(first + NOISE);
    }

    private static void assertBounded(Map<String, Integer> sizes) {
        assertThat(sizes).containsKeys(BOUNDS.keySet().toArray(String[]::new));
        sizes.forEach((field, size) -> assertThat(size)
                .as("the size of %s; all: %s", field, sizes)
                .isLessThanOrEqualTo(BOUNDS.getOrDefault(field, OTHERWISE)));
    }

    private void work(Database database, int statements) throws SQLException {
        int done = 0;
        while (done < statements) {
            try (Connection connection = database.dataSource().getConnection()) {
                for (int i = 0; i < 100; i++) {
                    one(connection, i);
                }
            }
            database.transaction(TransactionOptions.readWrite(), tx -> {
                Sqlite.run(tx.connection(), "update t set a = ? where id = 1", random.nextInt());
                return true;
            });
            done += 101;
        }
    }

    private void one(Connection connection, int i) throws SQLException {
        if (i % 10 != 0) {
            try (PreparedStatement select = connection.prepareStatement("select a from t where id = ?")) {
                select.setInt(1, 1);
                try (ResultSet rows = select.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                }
            }
            return;
        }
        String name = "c" + random.nextInt(1_000_000) + "x";
        try (Statement statement = connection.createStatement()) {
            if (i == 50) {
                String failing = "insert into t (id, a) select 1, '" + name + "' as " + name;
                assertThat(catchThrowable(() -> statement.executeUpdate(failing)))
                        .isInstanceOf(SQLException.class);
            } else {
                assertThat(statement.execute("select " + random.nextInt() + " as " + name))
                        .isTrue();
            }
        }
    }
}
