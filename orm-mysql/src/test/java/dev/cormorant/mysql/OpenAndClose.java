package dev.cormorant.mysql;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.Preset;
import dev.cormorant.core.driver.Access;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Uses a database in a class loader of its own: every part of the driver that has a thread or keeps something. Where the database
 * is it learns from system properties, the only thing that it shares with the test.
 */
public final class OpenAndClose implements Runnable {

    static final String URL = "orm.test.class-loader.url";
    static final String USER = "orm.test.class-loader.user";
    static final String PASSWORD = "orm.test.class-loader.password";
    static final String ENDLESS = "orm.test.class-loader.endless";

    /** Called by the probe. */
    public OpenAndClose() {}

    @Override
    public void run() {
        DatabaseConfig config = DatabaseConfig.of(System.getProperty(URL), Preset.TEST)
                .withUser(System.getProperty(USER))
                .withPassword(System.getProperty(PASSWORD));
        try (Database database = Database.open(config);
                Connection connection = database.connection(Access.READ, "class loader");
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(1);
            try (ResultSet rows = statement.executeQuery(System.getProperty(ENDLESS))) {
                require(rows.next(), "a row");
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        ClassLoader ours = getClass().getClassLoader();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            boolean cleanup = thread.getName().equals("mysql-cj-abandoned-connection-cleanup");
            require(!cleanup || thread.getContextClassLoader() != ours, "no thread of Connector/J");
        }
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException("not as expected: " + what);
        }
    }
}
