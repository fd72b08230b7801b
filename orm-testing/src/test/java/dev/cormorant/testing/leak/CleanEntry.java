package dev.cormorant.testing.leak;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * Uses a driver with native code and leaves nothing. Not through {@code DriverManager}, which would start every driver of the
 * class path, with their threads.
 */
public final class CleanEntry implements Runnable {
    /** Loads nothing yet. */
    public CleanEntry() {}

    @Override
    public void run() {
        if (Thread.currentThread().getContextClassLoader() != CleanEntry.class.getClassLoader()) {
            throw new IllegalStateException("the context class loader is not the one that loaded this class");
        }
        try (Connection connection = new JDBC4Connection("jdbc:sqlite::memory:", ":memory:", new Properties());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select 1")) {
            rows.next();
        } catch (SQLException e) {
            throw new IllegalStateException("SQLite does not run in this class loader", e);
        }
    }
}
