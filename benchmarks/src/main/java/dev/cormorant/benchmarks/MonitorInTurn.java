package dev.cormorant.benchmarks;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What monitoring costs: one row by its primary key, with {@code monitor.enabled} on and off, on a file of SQLite. Both in one JVM, in
 * turn, in blocks of some 15 ms: what two JVMs measure one after the other differs by more than monitoring costs on a machine that
 * somebody else uses too. JMH has no such turns.
 */
final class MonitorInTurn {

    private static final String SQL = "select name, population from city where id = ?";
    private static final int BLOCK = 2_000;
    private static final int WARM_UP = 200;
    private static final int PAIRS = 600;

    private MonitorInTurn() {}

    static void run(int rounds) {
        for (int round = 1; round <= rounds; round++) {
            List<Double> ratios = ratios().stream().sorted().toList();
            System.out.printf(
                    Locale.ROOT,
                    "round %d: on SQLite, monitoring on / off: median %.3f (quartiles %.3f to %.3f, %d pairs of blocks)%n",
                    round,
                    ratios.get(PAIRS / 2),
                    ratios.get(PAIRS / 4),
                    ratios.get(PAIRS * 3 / 4),
                    PAIRS);
        }
    }

    private static List<Double> ratios() {
        try (SqliteFile file = new SqliteFile();
                Database with = open(file, true);
                Database without = open(file, false)) {
            List<Double> ratios = new ArrayList<>();
            for (int pair = -WARM_UP; pair < PAIRS; pair++) {
                boolean withFirst = pair % 2 == 0;
                double first = nanos(withFirst ? with : without);
                double second = nanos(withFirst ? without : with);
                if (pair >= 0) {
                    ratios.add(withFirst ? first / second : second / first);
                }
            }
            return ratios;
        } catch (IOException | SQLException failed) {
            throw new IllegalStateException("the benchmark cannot run", failed);
        }
    }

    private static Database open(SqliteFile file, boolean monitored) {
        return Database.open(DatabaseConfig.of(file.url()).withMonitor(monitor -> monitor.withEnabled(monitored)));
    }

    private static long nanos(Database database) throws SQLException {
        long startedAt = System.nanoTime();
        for (int i = 0; i < BLOCK; i++) {
            select(database, 1 + i % SqliteFile.ROWS);
        }
        return System.nanoTime() - startedAt;
    }

    /** One statement on a connection of its own. */
    private static void select(Database database, int id) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setInt(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next() || rows.getString(1).isEmpty() || rows.getLong(2) != id * 37L) {
                    throw new IllegalStateException("no city " + id);
                }
            }
        }
    }
}
