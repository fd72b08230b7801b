package dev.cormorant.mysql;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.Preset;
import dev.cormorant.core.driver.Access;
import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.leak.LeakProbe;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What the tests on a real server share: a database of their own, and the question after each whether anything is left. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
abstract class OnServer {

    private final Deque<Database> opened = new ArrayDeque<>();
    private TestDatabase testDatabase;
    private LeakProbe probe;

    abstract TestDatabase newDatabase();

    @BeforeAll
    final void makeTheDatabase() throws SQLException {
        testDatabase = newDatabase();
        // Also loads the classes, which is no leak of the first test.
        try (Database first = Database.open(config());
                Connection connection = first.connection(Access.WRITE, "create tables")) {
            createTables(connection);
        }
    }

    void createTables(Connection connection) throws SQLException {
        run(connection);
    }

    @AfterAll
    final void removeTheDatabase() {
        testDatabase.close();
    }

    @BeforeEach
    final void lookAround() {
        Awaitility.await().until(() -> testDatabase.serverSessions() == 0);
        probe = LeakProbe.take().and("sessions on the server", testDatabase::serverSessions);
    }

    @AfterEach
    final void leaveNothing() {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
        probe.assertNothingLeft();
    }

    final TestDatabase testDatabase() {
        return testDatabase;
    }

    final DatabaseConfig config() {
        return config(testDatabase.jdbcUrl());
    }

    final DatabaseConfig config(String url) {
        return DatabaseConfig.of(url, Preset.TEST)
                .withName("driver-test")
                .withUser(testDatabase.user())
                .withPassword(testDatabase.password());
    }

    /** Opens a database that is closed after the test. */
    final Database open(DatabaseConfig config) {
        Database database = Database.open(config);
        opened.push(database);
        return database;
    }

    final boolean isMysql() {
        return testDatabase.kind() == dev.cormorant.testing.DatabaseKind.MYSQL;
    }

    static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    /** {@return the first column of the first row as text} */
    static String text(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            if (!rows.next()) {
                throw new SQLException("no row from: " + query);
            }
            return String.valueOf(rows.getString(1));
        }
    }

    static String text(Database database, String query) throws SQLException {
        try (Connection connection = database.connection(Access.READ, "text")) {
            return text(connection, query);
        }
    }

    /** {@return how many statements other sessions run in the database, by the server's own list} */
    final long runningOnServer() throws SQLException {
        try (Connection outside = testDatabase.connect()) {
            return Long.parseLong(text(
                    outside,
                    "select count(*) from information_schema.processlist where db = database()"
                            + " and command in ('Query', 'Execute') and id <> connection_id()"));
        }
    }

    final void awaitQuietServer() {
        Awaitility.await().until(() -> runningOnServer() == 0);
    }
}
