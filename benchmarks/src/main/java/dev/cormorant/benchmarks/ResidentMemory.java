package dev.cormorant.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cormorant.benchmarks.process.ChildJvm;
import dev.cormorant.benchmarks.process.Memory;
import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.sql.Orm;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.sqlite.SQLiteDataSource;

/**
 * How much memory a process holds after 10,000 queries on a pool of 3, in a JVM of its own for each way: plain HikariCP and JDBC, and
 * Cormorant without and with monitoring; the same with jOOQ; and by how much the heap grows with each further connection. Linux only,
 * since it reads {@code /proc}. All of it twice: with both compilers of the JVM, whose own working memory depends on what they happen to
 * compile, and with the first one alone.
 */
public final class ResidentMemory {

    private static final int QUERIES = 10_000;
    private static final int POOL = 3;
    private static final int FURTHER = 20;
    private static final List<String> WAYS = List.of("plain", "off", "on", "plain-jooq", "jooq", "further");
    private static final String SQL = "select name, population from city where id = ?";

    private ResidentMemory() {}

    /**
     * Runs.
     *
     * @param arguments the number of rounds, 3 unless said otherwise; or one of the ways, to run in this JVM
     * @throws Exception if something fails
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 1 && WAYS.contains(arguments[0])) {
            inThisJvm(arguments[0]);
            return;
        }
        int rounds = arguments.length == 0 ? 3 : Integer.parseInt(arguments[0]);
        compare(rounds, "both compilers", "-XX:+TieredCompilation");
        compare(rounds, "the first compiler alone", "-XX:TieredStopAtLevel=1");
    }

    private static void compare(int rounds, String title, String compilers) throws IOException {
        System.out.println(title + ":");
        Map<String, List<Double>> resident = new TreeMap<>();
        Map<String, List<Double>> heap = new TreeMap<>();
        for (int round = 0; round < rounds; round++) {
            for (String way : WAYS) {
                List<Double> figures = inAJvmOfItsOwn(way, compilers);
                resident.computeIfAbsent(way, any -> new ArrayList<>()).add(figures.get(0));
                heap.computeIfAbsent(way, any -> new ArrayList<>()).add(figures.get(1));
            }
        }
        for (String way : WAYS.subList(0, WAYS.size() - 1)) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: resident %.1f MB, heap after GC %.2f MB (medians of %d)%n",
                    way,
                    median(resident.getOrDefault(way, List.of())) / 1e6,
                    median(heap.getOrDefault(way, List.of())) / 1e6,
                    rounds);
        }
        System.out.printf(
                Locale.ROOT,
                "a further connection: %.3f MB of heap (median of %d)%n",
                median(heap.getOrDefault("further", List.of())) / 1e6,
                rounds);
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().skip(figures.size() / 2).findFirst().orElseThrow();
    }

    private static List<Double> inAJvmOfItsOwn(String way, String compilers) throws IOException {
        List<String> options = List.of("-Xms64m", "-Xmx64m", "-XX:+UseSerialGC", compilers);
        try {
            return new ChildJvm(options, ResidentMemory.class, List.of(way)).figures();
        } catch (ChildJvm.OutOfMemory tooMuch) {
            throw new IllegalStateException(way + " does not do with 64 MB", tooMuch);
        }
    }

    private static void inThisJvm(String way) throws IOException, SQLException {
        try (SqliteFile file = new SqliteFile()) {
            if (way.startsWith("plain")) {
                plain(file, way.endsWith("jooq"));
            } else if (way.equals("further")) {
                further(file);
            } else {
                cormorant(file, way);
            }
        }
    }

    private static void plain(SqliteFile file, boolean jooq) throws IOException, SQLException {
        HikariConfig settings = new HikariConfig();
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl(file.url());
        settings.setDataSource(source);
        settings.setMaximumPoolSize(POOL);
        try (HikariDataSource pool = new HikariDataSource(settings)) {
            if (jooq) {
                query(DSL.using(pool, SQLDialect.SQLITE));
            } else {
                query(pool);
            }
            print();
        }
    }

    private static DatabaseConfig config(SqliteFile file, int size) {
        return DatabaseConfig.of(file.url()).withPool(pool -> pool.withMaxSize(size));
    }

    private static void cormorant(SqliteFile file, String way) throws IOException, SQLException {
        DatabaseConfig config = config(file, POOL).withMonitor(monitor -> monitor.withEnabled(way.equals("on")));
        if (way.equals("jooq")) {
            try (Orm orm = Orm.open(config)) {
                query(orm.sql());
                print();
            }
            return;
        }
        try (Database database = Database.open(config)) {
            query(database.dataSource());
            database.transaction(TransactionOptions.readWrite(), tx -> tx.name());
            print();
        }
    }

    /** Prints nothing and the heap of one connection. */
    private static void further(SqliteFile file) throws SQLException {
        try (Database database = Database.open(config(file, POOL + FURTHER))) {
            together(database.dataSource(), POOL);
            query(database.dataSource());
            long before = Memory.liveHeap();
            together(database.dataSource(), POOL + FURTHER);
            ChildJvm.tell(0, Math.max(0, Memory.liveHeap() - before) / FURTHER);
        }
    }

    /** Uses so many connections at once. */
    private static void together(DataSource source, int count) throws SQLException {
        List<Connection> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                Connection connection = source.getConnection();
                held.add(connection);
                ask(connection, i);
            }
        } finally {
            for (Connection each : held) {
                each.close();
            }
        }
    }

    private static void query(DSLContext sql) {
        for (int i = 0; i < QUERIES; i++) {
            sql.fetchOne(SQL, 1 + i % SqliteFile.ROWS);
        }
    }

    private static void query(DataSource source) throws SQLException {
        for (int i = 0; i < QUERIES; i++) {
            try (Connection connection = source.getConnection()) {
                ask(connection, i);
            }
        }
    }

    private static void ask(Connection connection, int number) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setInt(1, 1 + number % SqliteFile.ROWS);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
            }
        }
    }

    private static void print() throws IOException {
        long heap = Memory.liveHeap();
        ChildJvm.tell(Memory.resident(), heap);
    }
}
