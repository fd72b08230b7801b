package dev.cormorant.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * What the choke point costs: one row by its primary key through the instrumented data source, and through a bare HikariCP pool
 * with the same settings, with the same JDBC code.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChokePointBenchmark {

    private static final String SQL = "select name, population from city where id = ?";
    private static final int POOL = 5;

    private final Sources sources = new Sources();
    private int id;

    /** The data sources on one file; JMH opens them before anything else is called. */
    @SuppressWarnings("NullAway.Init")
    private static final class Sources {
        SqliteFile file;
        HikariDataSource bare;
        Database database;
        Database forgetful;
        DataSource choked;
    }

    /**
     * Opens them.
     *
     * @throws IOException if there is no room for a file
     * @throws SQLException if the file cannot be filled
     */
    @Setup
    public void open() throws IOException, SQLException {
        sources.file = new SqliteFile();
        sources.bare = new HikariDataSource(bareSettings(sources.file.url()));
        sources.database =
                Database.open(DatabaseConfig.of(sources.file.url()).withPool(pool -> pool.withMaxSize(POOL)));
        sources.choked = sources.database.dataSource();
        sources.forgetful = Database.open(DatabaseConfig.of(sources.file.url())
                .withPool(pool -> pool.withMaxSize(POOL))
                .withStatements(statements -> statements.withCacheSize(0)));
    }

    private static HikariConfig bareSettings(String url) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.enforceForeignKeys(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(url);
        HikariConfig settings = new HikariConfig();
        settings.setDataSource(source);
        settings.setMaximumPoolSize(POOL);
        return settings;
    }

    /**
     * Closes them and removes the file.
     *
     * @throws IOException if the file cannot be removed
     */
    @TearDown
    public void close() throws IOException {
        sources.bare.close();
        sources.database.close();
        sources.forgetful.close();
        sources.file.close();
    }

    /**
     * The floor.
     *
     * @return something of the row
     * @throws SQLException never, unless the benchmark is broken
     */
    @Benchmark
    public long barePool() throws SQLException {
        return selectByKey(sources.bare);
    }

    /**
     * Ours.
     *
     * @return something of the row
     * @throws SQLException never, unless the benchmark is broken
     */
    @Benchmark
    public long chokePoint() throws SQLException {
        return selectByKey(sources.choked);
    }

    /**
     * Ours, without the statements that are kept: the same work for SQLite as the floor's.
     *
     * @return something of the row
     * @throws SQLException never, unless the benchmark is broken
     */
    @Benchmark
    public long preparingAnew() throws SQLException {
        return selectByKey(sources.forgetful.dataSource());
    }

    private long selectByKey(DataSource source) throws SQLException {
        id = id == SqliteFile.ROWS ? 1 : id + 1;
        try (Connection connection = source.getConnection();
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
