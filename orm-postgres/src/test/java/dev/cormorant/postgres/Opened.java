package dev.cormorant.postgres;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.Preset;
import dev.cormorant.core.driver.Drivers;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.UnaryOperator;

/** A fresh database on the test server and a {@link Database} on it; both end together. */
final class Opened implements AutoCloseable {

    static final Drivers DRIVERS = Drivers.of(List.of(new PostgresDriverProvider()));

    final TestDatabase server;
    final Database database;

    private Opened(TestDatabase server, Database database) {
        this.server = server;
        this.database = database;
    }

    static Opened fresh() {
        return fresh(config -> config);
    }

    static Opened fresh(UnaryOperator<DatabaseConfig> change) {
        TestDatabase server = TestDatabase.postgres();
        try {
            return new Opened(server, Database.open(change.apply(config(server)), DRIVERS));
        } catch (RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    static DatabaseConfig config(TestDatabase server) {
        return DatabaseConfig.of(server.jdbcUrl(), Preset.TEST)
                .withUser(server.user())
                .withPassword(server.password());
    }

    Connection connection() throws SQLException {
        return database.dataSource().getConnection();
    }

    void run(String... statements) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    String text(String query) throws SQLException {
        try (Connection connection = connection()) {
            return text(connection, query);
        }
    }

    static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    OrmException meaning(SQLException error) {
        return database.translate(error, FailedOperation.of("test", database.label()));
    }

    @Override
    public void close() {
        try {
            database.close();
        } finally {
            server.close();
        }
    }
}
