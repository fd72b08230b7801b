package dev.cormorant.benchmarks;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.TestDatabase;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * What a load costs: the same rows by {@code orm.bulk}, by the best that can be written by hand for the database, and by a plain
 * {@code executeBatch}, in turn in one JVM; the best by hand once more at the end of each round, as a control. Commits included,
 * into an empty table each time.
 */
final class BulkInTurn implements AutoCloseable {

    private static final int ROWS = Integer.getInteger("orm.benchmark.rows", 100_000);
    private static final Map<String, Supplier<TestDatabase>> DATABASES = Map.of(
            "sqlite", TestDatabase::sqlite,
            "postgres", TestDatabase::postgres,
            "mysql", TestDatabase::mysql,
            "mariadb", TestDatabase::mariadb);

    private final TestDatabase database;
    private final Orm orm;
    private final Connection byHand;
    private final BulkByHand hand;

    private BulkInTurn(TestDatabase database) throws SQLException {
        this.database = database;
        DatabaseConfig config = DatabaseConfig.of(database.jdbcUrl());
        this.orm = Orm.open(
                database.server().isPresent()
                        ? config.withUser(database.user()).withPassword(database.password())
                        : config);
        orm.execute(
                Sql.of("create table reading (id bigint primary key, name varchar(50) not null, amount int not null,"
                        + " price double precision not null, moment "
                        + (database.kind() == DatabaseKind.POSTGRES ? "timestamptz" : "datetime(6)")
                        + " not null, note varchar(100))"));
        this.byHand = connect();
        this.hand = new BulkByHand(byHand, database.kind());
    }

    private Connection connect() throws SQLException {
        String url = database.jdbcUrl().replace("jdbc:mariadb:", "jdbc:mysql:");
        if (url.startsWith("jdbc:mysql:")) {
            try (Connection admin = database.connect()) {
                admin.createStatement().execute("set global local_infile = 1");
            }
            url += (url.contains("?") ? "&" : "?") + "allowLoadLocalInfile=true&connectionTimeZone=UTC";
        }
        Connection made = database.server().isPresent()
                ? DriverManager.getConnection(url, database.user(), database.password())
                : DriverManager.getConnection(url);
        if (database.kind() == DatabaseKind.SQLITE) {
            made.createStatement().execute("pragma synchronous = normal");
        }
        return made;
    }

    /** One way to load. */
    private interface Way {
        void load(List<BulkByHand.Reading> rows) throws SQLException;
    }

    private double rowsPerSecond(Way way, List<BulkByHand.Reading> rows) throws SQLException {
        orm.execute(Sql.of(database.kind() == DatabaseKind.SQLITE ? "delete from reading" : "truncate table reading"));
        long started = now();
        way.load(rows);
        double seconds = (now() - started) / 1e9;
        long there = orm.fetchSingle(Sql.of("select count(*) from reading"), Long.class);
        if (there != rows.size()) {
            throw new IllegalStateException("there are " + there + " rows");
        }
        return rows.size() / seconds;
    }

    /** On SQLite, where the thread does all of the work, its processor time: others on the machine take none of that away. */
    private long now() {
        return database.kind() == DatabaseKind.SQLITE
                ? ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()
                : System.nanoTime();
    }

    static void run(int rounds, String name) throws SQLException {
        Supplier<TestDatabase> opened = DATABASES.get(name);
        if (opened == null) {
            throw new IllegalArgumentException("there is no " + name + "; there are " + DATABASES.keySet());
        }
        try (BulkInTurn turns = new BulkInTurn(opened.get())) {
            turns.compare(rounds, name);
        }
    }

    private static List<BulkByHand.Reading> rows() {
        return LongStream.rangeClosed(1, ROWS).mapToObj(BulkByHand::reading).toList();
    }

    private void compare(int rounds, String name) throws SQLException {
        List<BulkByHand.Reading> rows = rows();
        List<Double> toBest = new ArrayList<>();
        List<Double> toBatch = new ArrayList<>();
        List<Double> control = new ArrayList<>();
        for (int round = -1; round <= rounds; round++) {
            double best = rowsPerSecond(hand::best, rows);
            double ours =
                    rowsPerSecond(some -> orm.bulk(BulkByHand.Reading.class).insert(some.iterator()), rows);
            double batch = rowsPerSecond(hand::batch, rows);
            double again = rowsPerSecond(hand::best, rows);
            if (round > 0) {
                toBest.add(2 * ours / (best + again));
                toBatch.add(ours / batch);
                control.add(again / best);
                System.out.printf(
                        Locale.ROOT,
                        "round %d: on %s, k rows/s: bulk %.0f, best by hand %.0f and %.0f, executeBatch %.0f%n",
                        round,
                        name,
                        ours / 1e3,
                        best / 1e3,
                        again / 1e3,
                        batch / 1e3);
            }
        }
        tell(name, "bulk / best by hand", toBest);
        tell(name, "bulk / executeBatch", toBatch);
        tell(name, "best by hand, again / before", control);
    }

    private static void tell(String name, String title, List<Double> ratios) {
        List<Double> sorted = ratios.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "on %s, %s: median %.2f (%.2f to %.2f, %d rounds of %d rows)%n",
                name,
                title,
                sorted.get(sorted.size() / 2),
                sorted.get(0),
                sorted.get(sorted.size() - 1),
                sorted.size(),
                ROWS);
    }

    @Override
    public void close() throws SQLException {
        try (database;
                orm;
                byHand) {
            // Closed by leaving this block, the connection first.
        }
    }
}
