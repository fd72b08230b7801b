package dev.cormorant.postgres;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.transaction.TransactionOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The life of one database from the outside: run by a class loader of its own, which must be collectable afterwards. */
public final class OpenUseClose implements Runnable {

    static final String URL = "test.postgres.url";
    static final String USER = "test.postgres.user";
    static final String PASSWORD = "test.postgres.password";

    /** Made by reflection. */
    public OpenUseClose() {
        // The settings are system properties.
    }

    @Override
    public void run() {
        DatabaseConfig config = DatabaseConfig.of(System.getProperty(URL))
                .withUser(System.getProperty(USER))
                .withPassword(System.getProperty(PASSWORD));
        try (Database database = Database.open(config)) {
            database.transaction(TransactionOptions.readWrite(), tx -> read(tx.connection()));
            try (Connection connection = database.dataSource().getConnection()) {
                read(connection);
                useTimer(connection);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static int read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select generate_series(1, 3000)")) {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }

    /** Starts the timer of the JDBC driver, which a third party may use on the connection behind ours. */
    private static void useTimer(Connection connection) throws SQLException {
        Connection raw = connection.unwrap(org.postgresql.jdbc.PgConnection.class);
        try (Statement statement = raw.createStatement()) {
            statement.setQueryTimeout(30);
            statement.execute("select 1");
        }
    }
}
