package dev.cormorant.sqlite;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Drivers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Databases for the tests of this module. */
final class Sqlite {

    /** Runs for hours unless it is stopped. */
    static final String ENDLESS =
            "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n";

    private static final Drivers DRIVERS = Drivers.of(List.of(new SqliteDriverProvider()));

    private Sqlite() {}

    static DatabaseConfig config(Path file) {
        return DatabaseConfig.of("jdbc:sqlite:" + file).withName("lab");
    }

    static DatabaseConfig config(Path file, String parameters) {
        return DatabaseConfig.of("jdbc:sqlite:" + file + "?" + parameters).withName("lab");
    }

    static Database open(DatabaseConfig config) {
        return Database.open(config, DRIVERS);
    }

    static Database open(Path file) {
        return open(config(file));
    }

    static SqliteDriver driver(String url) {
        return new SqliteDriver(SqliteSettings.of(DatabaseConfig.of(url)));
    }

    /** A connection that is none of ours, as another process would have it. */
    static Connection foreign(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=0");
    }

    static void run(Database database, String... statements) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            for (String sql : statements) {
                run(connection, sql);
            }
        }
    }

    static void run(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    static String one(Database database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return one(connection, sql);
        }
    }

    static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "(no row)";
        }
    }
}
