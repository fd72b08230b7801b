package dev.cormorant.testing.leak;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteDataSource;

/** Uses a driver with native code and leaves nothing. */
public final class CleanEntry implements Runnable {
    /** Loads nothing yet. */
    public CleanEntry() {}

    @Override
    public void run() {
        if (Thread.currentThread().getContextClassLoader() != CleanEntry.class.getClassLoader()) {
            throw new IllegalStateException("the context class loader is not the one that loaded this class");
        }
        SQLiteDataSource dataSource = new SQLiteDataSource();
        dataSource.setUrl("jdbc:sqlite::memory:");
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select 1")) {
            rows.next();
            deregister();
        } catch (SQLException e) {
            throw new IllegalStateException("SQLite does not run in this class loader", e);
        }
    }

    /** SQLite's driver registers itself with the JDK when it is loaded, which keeps it and its class loader alive. */
    private static void deregister() throws SQLException {
        for (Driver driver : DriverManager.drivers().toList()) {
            if (driver.getClass().getClassLoader() == CleanEntry.class.getClassLoader()) {
                DriverManager.deregisterDriver(driver);
            }
        }
    }
}
