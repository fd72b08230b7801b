package dev.cormorant.benchmarks;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What monitoring costs: one row by its primary key, with {@code monitor.enabled} on and off, on a file of SQLite. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MonitorBenchmark {

    private static final String SQL = "select name, population from city where id = ?";

    /** Whether monitoring is on. */
    @Param({"false", "true"})
    public boolean monitored;

    private final Opened opened = new Opened();
    private int id;

    /** What is open meanwhile; JMH opens it before anything else is called. */
    @SuppressWarnings("NullAway.Init")
    private static final class Opened {
        SqliteFile file;
        Database database;
    }

    /**
     * Opens it.
     *
     * @throws IOException if there is no room for a file
     * @throws SQLException if the file cannot be filled
     */
    @Setup
    public void open() throws IOException, SQLException {
        opened.file = new SqliteFile();
        opened.database = Database.open(
                DatabaseConfig.of(opened.file.url()).withMonitor(monitor -> monitor.withEnabled(monitored)));
    }

    /**
     * Closes it and removes the file.
     *
     * @throws IOException if the file cannot be removed
     */
    @TearDown
    public void close() throws IOException {
        opened.database.close();
        opened.file.close();
    }

    /**
     * One statement on a connection of its own.
     *
     * @return something of the row
     * @throws SQLException never, unless the benchmark is broken
     */
    @Benchmark
    public long select() throws SQLException {
        id = id == SqliteFile.ROWS ? 1 : id + 1;
        try (Connection connection = opened.database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setInt(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("no city " + id);
                }
                return rows.getString(1).length() + rows.getLong(2);
            }
        }
    }
}
