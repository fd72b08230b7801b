package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.Preset;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.leak.LeakProbe;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * What all contracts stand on: one fresh {@link TestDatabase} for the class, one open {@link Database} for each test, and the
 * question after each test whether anything is left of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
public abstract class DatabaseContract {

    private final Deque<Database> opened = new ArrayDeque<>();
    private TestDatabase testDatabase;
    private Database database;
    private Workers workers;
    private LeakProbe probe;

    /**
     * The database to run against; called once for the class.
     *
     * @return a new and empty one; closed after the last test
     */
    protected abstract TestDatabase newDatabase();

    /** Makes the tables of the contract, once. */
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(connection);
    }

    /** Changes the settings of the database that each test is given. */
    DatabaseConfig configure(DatabaseConfig defaults) {
        return defaults;
    }

    /** Opens a database in the way that the contract is about. */
    Database connect(DatabaseConfig config) {
        return Database.open(config);
    }

    @BeforeAll
    final void makeTheDatabase() throws SQLException {
        testDatabase = newDatabase();
        // Also loads the classes and the native library, which is no leak of the first test.
        try (Database first = connect(config());
                Connection connection = first.connection(Access.WRITE, "create tables")) {
            createTables(connection);
        }
        assertThat(testDatabase.serverSessions()).isGreaterThanOrEqualTo(0);
    }

    @AfterAll
    final void removeTheDatabase() {
        testDatabase.close();
    }

    @BeforeEach
    final void openTheDatabase() {
        awaitNoSessions();
        probe = LeakProbe.take().and("sessions on the server", testDatabase::serverSessions);
        workers = new Workers();
        database = open(configure(config()));
    }

    @AfterEach
    final void leaveNothing() {
        // First, because work that still runs would count as left.
        workers.close();
        AssertionError first = null;
        while (!opened.isEmpty()) {
            try {
                leaveNothingIn(opened.pop());
            } catch (AssertionError left) {
                first = first == null ? left : first;
            }
        }
        probe.assertNothingLeft();
        assertThat(Thread.interrupted()).as("the interrupt flag of the test").isFalse();
        if (first != null) {
            throw first;
        }
    }

    private static void leaveNothingIn(Database database) {
        boolean idle = becomesIdle(database);
        database.close(Duration.ofSeconds(2), Duration.ofSeconds(2));
        assertThat(idle).as("idle before the close: %s", database.stats()).isTrue();
        assertThat(database.stats().connections().givenBack())
                .as("leases given back")
                .isEqualTo(database.stats().connections().taken());
        assertThat(database.stats().services()).as("services after the close").isZero();
        assertThat(database.leases()).isEmpty();
        assertThat(database.executions()).isEmpty();
    }

    /** A session ends on the server a little after its socket. */
    private void awaitNoSessions() {
        await().atMost(Duration.ofSeconds(10)).until(() -> testDatabase.serverSessions() == 0);
    }

    /** {@return the settings to reach the database with} */
    final DatabaseConfig config() {
        DatabaseConfig config =
                DatabaseConfig.of(testDatabase.jdbcUrl(), Preset.TEST).withName("contract");
        return testDatabase.server().isPresent()
                ? config.withUser(testDatabase.user()).withPassword(testDatabase.password())
                : config;
    }

    /** Opens a further database, closed after the test. */
    final Database open(DatabaseConfig config) {
        Database more = connect(config);
        opened.push(more);
        return more;
    }

    /** Takes over a database that the test opened in its own way. */
    final Database closedAfterTheTest(Database more) {
        opened.push(more);
        return more;
    }

    final Database database() {
        return database;
    }

    final TestDatabase testDatabase() {
        return testDatabase;
    }

    final Dialect dialect() {
        return new Dialect(testDatabase.kind());
    }

    final Workers workers() {
        return workers;
    }

    /** Work in another thread. */
    final <T> Future<T> inBackground(Callable<T> work) {
        return workers.start(work);
    }

    /** Runs statements through the database under test. */
    final void run(String... statements) throws SQLException {
        try (Connection connection = database.connection(Access.WRITE, "run")) {
            Jdbc.run(connection, statements);
        }
    }

    /** {@return one number, read through the database under test} */
    final long number(String query) throws SQLException {
        try (Connection connection = database.connection(Access.READ, "number")) {
            return Jdbc.number(connection, query);
        }
    }

    /** {@return one number, read past everything under test} */
    final long outside(String query) throws SQLException {
        try (Connection connection = testDatabase.connect()) {
            return Jdbc.number(connection, query);
        }
    }

    /** {@return what a failure means in our own terms} */
    final OrmException meaning(Throwable thrown) {
        return meaning(database, thrown);
    }

    static OrmException meaning(Database database, Throwable thrown) {
        if (thrown instanceof OrmException ours) {
            return ours;
        }
        if (thrown instanceof SQLException error) {
            return database.translate(error, FailedOperation.of("test", database.label()));
        }
        throw new AssertionError("neither ours nor of JDBC: " + thrown, thrown);
    }

    /** Waits until the server runs nothing of ours any more. */
    final void awaitQuietServer() {
        await().atMost(Duration.ofSeconds(10)).until(() -> dialect().runningOnServer(testDatabase) == 0);
    }

    /** Waits until so many statements run. */
    final void awaitRunning(int count) {
        await().atMost(Duration.ofSeconds(10)).until(() -> database.executions().size() == count);
    }

    /** Asserts that nothing is in use. What another thread has cut off it also gives back, which the caller need not wait for. */
    static void assertIdle(Database database) {
        assertThat(becomesIdle(database)).as("idle: %s", database.stats()).isTrue();
    }

    private static boolean becomesIdle(Database database) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!database.stats().isIdle() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return database.stats().isIdle();
    }

    /** Asserts that the database is in order after a failure: nothing in use, and the next statement works. */
    final void assertUsable() throws SQLException {
        assertUsable(database);
    }

    static void assertUsable(Database database) throws SQLException {
        assertIdle(database);
        try (Connection connection = database.connection(Access.READ, "after a failure")) {
            assertThat(Jdbc.number(connection, "select 42")).isEqualTo(42);
        }
    }
}
