package dev.cormorant.mysql;

import dev.cormorant.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Whether the server takes {@code LOAD DATA LOCAL}: off by default on MySQL, on by default on MariaDB. */
public final class LocalInfile {

    private LocalInfile() {}

    /** {@return a new database of MySQL; closed by the caller} */
    @SuppressWarnings("exports") // Tests run on the class path.
    public static TestDatabase mysql(boolean on) {
        TestDatabase database = TestDatabase.mysql();
        try {
            set(database, on);
            return database;
        } catch (SQLException failed) {
            database.close();
            throw new AssertionError(failed);
        }
    }

    /** Switches it, for the whole server and all of its sessions. */
    static void set(TestDatabase database, boolean on) throws SQLException {
        try (Connection admin = database.connect();
                Statement statement = admin.createStatement()) {
            statement.execute("set global local_infile = " + (on ? 1 : 0));
        }
    }
}
