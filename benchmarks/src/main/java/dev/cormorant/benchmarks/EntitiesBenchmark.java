package dev.cormorant.benchmarks;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.sql.entity.Entities;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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

/** What entities cost: the same rows through them, and through JDBC written by hand on the same pool. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EntitiesBenchmark {

    private static final int LIST = 100;

    private final Opened opened = new Opened();
    private int id;

    /** What is read by key. */
    @Table(name = "city")
    record City(@Id int id, String name, int population) {}

    /** What is read as a list. */
    record Town(@Id int id, String name, int population) {}

    /** What is inserted. */
    record Visit(@Id @GeneratedValue long id, String guest, int city) {}

    /** What JMH opens before anything else is called. */
    @SuppressWarnings("NullAway.Init")
    private static final class Opened {
        SqliteFile file;
        Orm orm;
        DataSource pool;
        Entities<City> cities;
        Entities<Town> towns;
        Entities<Visit> visits;
    }

    /**
     * Opens the database.
     *
     * @throws IOException if there is no room for a file
     * @throws SQLException if the file cannot be filled
     */
    @Setup
    public void open() throws IOException, SQLException {
        opened.file = new SqliteFile();
        opened.orm = Orm.open(DatabaseConfig.of(opened.file.url()));
        opened.pool = opened.orm.database().dataSource();
        opened.orm.execute(Sql.of("create table town as select * from city where id <= " + LIST));
        opened.orm.execute(Sql.of("create table visit (id integer primary key, guest text not null, city integer)"));
        opened.cities = opened.orm.entities(City.class);
        opened.towns = opened.orm.entities(Town.class);
        opened.visits = opened.orm.entities(Visit.class);
    }

    /**
     * Closes it and removes the file.
     *
     * @throws IOException if the file cannot be removed
     */
    @TearDown
    public void close() throws IOException {
        opened.orm.close();
        opened.file.close();
    }

    private int nextId() {
        id = id == SqliteFile.ROWS ? 1 : id + 1;
        return id;
    }

    /**
     * The floor of a read by key.
     *
     * @return the row
     * @throws SQLException never, unless the benchmark is broken
     */
    @Benchmark
    public Object keyByHand() throws SQLException {
        try (Connection connection = opened.pool.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select id, name, population from city where id = ?")) {
            statement.setInt(1, nextId());
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("no city " + id);
                }
                return new City(rows.getInt(1), rows.getString(2), rows.getInt(3));
            }
        }
    }

    /** {@return the row, through entities} */
    @Benchmark
    public Object keyByEntities() {
        return opened.cities.find(nextId()).orElseThrow();
    }

    /**
     * The floor of a list.
     *
     * @return the rows
     * @throws SQLException never, unless the benchmark is broken
     */
    @Benchmark
    public Object listByHand() throws SQLException {
        try (Connection connection = opened.pool.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select id, name, population from town order by id");
                ResultSet rows = statement.executeQuery()) {
            List<Town> towns = new ArrayList<>();
            while (rows.next()) {
                towns.add(new Town(rows.getInt(1), rows.getString(2), rows.getInt(3)));
            }
            return towns;
        }
    }

    /** {@return the rows, through entities} */
    @Benchmark
    public Object listByEntities() {
        return opened.towns.findAll();
    }

    /**
     * The floor of an insert whose key the database makes.
     *
     * @return the row with its key
     * @throws SQLException never, unless the benchmark is broken
     */
    @Benchmark
    public Object insertByHand() throws SQLException {
        Visit visit = new Visit(0, "a guest", nextId());
        try (Connection connection = opened.pool.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("insert into visit (guest, city) values (?, ?) returning id")) {
            statement.setString(1, visit.guest());
            statement.setInt(2, visit.city());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return new Visit(rows.getLong(1), visit.guest(), visit.city());
            }
        }
    }

    /** {@return the row with its key, through entities} */
    @Benchmark
    public Object insertByEntities() {
        return opened.visits.insert(new Visit(0, "a guest", nextId()));
    }
}
