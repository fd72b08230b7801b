package dev.cormorant.testing.contract;

import static org.awaitility.Awaitility.await;

import dev.cormorant.core.Database;
import dev.cormorant.core.DatabaseHandle;
import dev.cormorant.core.Databases;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.Preset;
import dev.cormorant.core.driver.Access;
import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.leak.LeakProbe;
import dev.cormorant.testing.leak.LeakRules;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What the contracts on sets of databases stand on: some empty databases for the class, and nothing left after each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
abstract class SeveralDatabases {

    private final List<TestDatabase> testDatabases = new ArrayList<>();
    private final List<Databases> sets = new ArrayList<>();
    private Workers workers;
    private LeakProbe probe;

    /**
     * A database to run against; called several times for the class.
     *
     * @return a new and empty one; closed after the last test
     */
    protected abstract TestDatabase newDatabase();

    /** {@return how many databases the tests need} */
    abstract int count();

    @BeforeAll
    final void makeTheDatabases() throws SQLException {
        for (int i = 0; i < count(); i++) {
            testDatabases.add(newDatabase());
        }
        // Also loads the classes and the native library, which is no leak of the first test.
        try (Databases first = Databases.withBudget(2);
                DatabaseHandle handle = first.open(config(0))) {
            ask(handle.database());
        }
    }

    @AfterAll
    final void removeTheDatabases() {
        testDatabases.forEach(TestDatabase::close);
    }

    @BeforeEach
    final void begin() {
        await().atMost(Duration.ofSeconds(10)).until(() -> sessions() == 0);
        probe = LeakProbe.take(LeakRules.standard().within(Duration.ofSeconds(10)))
                .and("sessions on the server", this::sessions);
        workers = new Workers();
    }

    @AfterEach
    final void leaveNothing() {
        workers.close();
        sets.forEach(Databases::close);
        sets.clear();
        probe.assertNothingLeft();
    }

    final Databases closedAfterTheTest(Databases set) {
        sets.add(set);
        return set;
    }

    final Workers workers() {
        return workers;
    }

    final TestDatabase testDatabase(int number) {
        return testDatabases.get(number);
    }

    /** {@return the settings to reach one of the databases with} */
    final DatabaseConfig config(int number) {
        TestDatabase database = testDatabases.get(number);
        DatabaseConfig config =
                DatabaseConfig.of(database.jdbcUrl(), Preset.TEST).withName("db" + number);
        return database.server().isPresent()
                ? config.withUser(database.user()).withPassword(database.password())
                : config;
    }

    /** {@return how many sessions of the tests the server has, in any of its databases; 0 without a server} */
    final int sessions() {
        TestDatabase first = testDatabases.get(0);
        return first.server()
                .map(server -> server.serverSessionsOfUser(first.user()))
                .orElse(0);
    }

    /** Uses a connection. */
    static long ask(Database database) throws SQLException {
        try (Connection connection = database.connection(Access.READ, "ask")) {
            return Jdbc.number(connection, "select 42");
        }
    }
}
