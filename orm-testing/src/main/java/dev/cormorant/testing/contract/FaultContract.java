package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cormorant.core.Database;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.CommitOutcomeUnknownException;
import dev.cormorant.core.error.ConfigurationException;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.service.ServiceDisposalException;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.testing.fault.Attempt;
import dev.cormorant.testing.fault.Coverage;
import dev.cormorant.testing.fault.EveryCall;
import dev.cormorant.testing.fault.Fault;
import dev.cormorant.testing.fault.FaultyDataSource;
import dev.cormorant.testing.fault.FaultyDrivers;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every single JDBC call of a connect, a fetch, a cursor and a transaction fails once: nothing is lost and nothing is left. */
@Timeout(300)
public abstract class FaultContract extends DatabaseContract {

    private static final String MARKS = "select count(*) from mark";
    private static final String THREE = "select id from three order by id";
    private static final Duration SOON = Duration.ofSeconds(10);

    /** For subclasses of the driver modules. */
    protected FaultContract() {}

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(connection, "create table mark (id bigint primary key)", "create table three (id bigint primary key)");
        Jdbc.run(connection, "insert into three values (1), (2), (3)");
    }

    private Database openWithoutMarks(FaultyDataSource faulty) throws SQLException {
        run("delete from mark");
        return open(faulty);
    }

    private FaultyDrivers drivers() {
        return FaultyDrivers.forConfig(config());
    }

    private Database open(FaultyDataSource faulty) {
        return Database.open(config(), drivers().through(faulty));
    }

    private EveryCall<Database> onAnOpenDatabase() {
        return EveryCall.of(drivers().connections())
                .opening(this::openWithoutMarks)
                .with(Fault::killingTheConnection);
    }

    private static void assertCovered(Coverage coverage) {
        assertThat(coverage.fired()).isGreaterThanOrEqualTo(coverage.calls() - coverage.missed());
        assertThat(coverage.calls()).isGreaterThan(2);
    }

    /** What every failure must be, and what must hold after it. */
    private void verify(Attempt<Database> attempt) throws SQLException {
        Database database = attempt.subject();
        attempt.thrown().ifPresent(thrown -> assertSensible(meaning(database, thrown)));
        await().atMost(SOON).until(() -> database.stats().isIdle());
        assertThat(database.stats().connections().givenBack())
                .isEqualTo(database.stats().connections().taken());
        assertThat(database.leases()).isEmpty();
        assertThat(database.executions()).isEmpty();
        assertThat(database.currentTransaction()).isEmpty();
        assertThat(fetch(database)).as("the next fetch").isEqualTo(6);
        assertUsable(database);
    }

    private static void assertSensible(OrmException meaning) {
        assertThat(meaning)
                .isNotInstanceOf(ConfigurationException.class)
                .isNotInstanceOf(MappingException.class)
                .hasMessageNotContaining("null");
    }

    private static long fetch(Database database) throws SQLException {
        try (Connection connection = database.connection(Access.READ, "fetch")) {
            return sum(connection, 0);
        }
    }

    private static long cursor(Database database) throws SQLException {
        try (Connection connection = database.connection(Access.READ, "cursor")) {
            return sum(connection, 2);
        }
    }

    private static long sum(Connection connection, int fetchSize) throws SQLException {
        long sum = 0;
        try (PreparedStatement statement = connection.prepareStatement(THREE)) {
            statement.setFetchSize(fetchSize);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    sum += rows.getLong(1);
                }
            }
        }
        return sum;
    }

    @Test
    void leavesNothingOfAConnect() {
        assertCovered(EveryCall.of(drivers().connections())
                .check(
                        faulty -> {
                            try (Database database = open(faulty)) {
                                assertThat(fetch(database)).isEqualTo(6);
                            }
                        },
                        attempt -> {
                            attempt.thrown().ifPresent(this::assertNamed);
                            await().atMost(SOON)
                                    .until(() -> attempt.dataSource().openConnections() == 0);
                        }));
    }

    private void assertNamed(Throwable thrown) {
        if (!(thrown instanceof ServiceDisposalException)) {
            assertSensible(meaning(thrown));
        }
    }

    @Test
    void leavesNothingOfAFetch() {
        assertCovered(onAnOpenDatabase().check(FaultContract::fetch, this::verify));
    }

    @Test
    void leavesNothingOfACursor() {
        assertCovered(onAnOpenDatabase().check(FaultContract::cursor, this::verify));
    }

    @Test
    void leavesNothingOfACursorThatIsClosedEarly() {
        assertCovered(onAnOpenDatabase()
                .check(
                        database -> {
                            try (Connection connection = database.connection(Access.READ, "early");
                                    PreparedStatement statement = connection.prepareStatement(THREE)) {
                                statement.setFetchSize(2);
                                try (ResultSet rows = statement.executeQuery()) {
                                    assertThat(rows.next()).isTrue();
                                }
                            }
                        },
                        this::verify));
    }

    @Test
    void keepsATransactionWholeWhenACallFails() {
        assertCovered(onAnOpenDatabase()
                .with(fault -> fault)
                .check(FaultContract::insertTwo, attempt -> verifyWhole(attempt, false)));
    }

    @Test
    void keepsATransactionWholeWhenTheConnectionDies() {
        assertCovered(onAnOpenDatabase().check(FaultContract::insertTwo, attempt -> verifyWhole(attempt, false)));
    }

    @Test
    void keepsATransactionWholeWhenTheAnswerIsLost() {
        assertCovered(onAnOpenDatabase()
                .with(fault -> fault.afterTheCall().killingTheConnection())
                .check(FaultContract::insertTwo, attempt -> verifyWhole(attempt, true)));
    }

    private static void insertTwo(Database database) throws SQLException {
        database.transaction(TransactionOptions.readWrite().named("two marks"), transaction -> {
            Jdbc.run(transaction.connection(), "insert into mark values (1)", "insert into mark values (2)");
            return true;
        });
    }

    /** A row of marks. */
    @Table(name = "mark")
    record Mark(@Id long id) {}

    private static void load(Database database) {
        Orm.over(database)
                .bulk(Mark.class)
                .insert(List.of(new Mark(1), new Mark(2)).iterator());
    }

    @Test
    void keepsALoadWholeWhenACallFails() {
        assertCovered(onAnOpenDatabase()
                .with(fault -> fault)
                .check(FaultContract::load, attempt -> verifyWhole(attempt, false)));
    }

    @Test
    void keepsALoadWholeWhenTheConnectionDies() {
        assertCovered(onAnOpenDatabase().check(FaultContract::load, attempt -> verifyWhole(attempt, false)));
    }

    @Test
    void leavesAWholeFileOfAnExportOrNone(@TempDir Path folder) {
        Path file = folder.resolve("three.csv");
        assertCovered(onAnOpenDatabase()
                .check(database -> Orm.over(database).export(Sql.of(THREE)).to(file), attempt -> {
                    verify(attempt);
                    if (attempt.thrown().isPresent()) {
                        assertThat(folder).isEmptyDirectory();
                    } else {
                        assertThat(Files.readAllLines(file)).hasSize(4);
                        Files.delete(file);
                    }
                }));
    }

    private void verifyWhole(Attempt<Database> attempt, boolean answerLost) throws SQLException {
        verify(attempt);
        long marks = outside(MARKS);
        boolean inProcess = !dialect().isServer() && attempt.call().equals("Connection.commit");
        if (attempt.thrown().isEmpty()) {
            assertThat(marks).as("marks of a success").isEqualTo(2);
        } else if (attempt.thrown().get() instanceof CommitOutcomeUnknownException) {
            assertThat(attempt.call()).isEqualTo("Connection.commit");
            assertThat(marks).as("marks of an unknown outcome").isEqualTo(answerLost ? 2 : 0);
        } else if (answerLost && inProcess) {
            // No answer of SQLite can be lost on the way: what its commit throws is its own refusal.
            assertThat(marks).isEqualTo(2);
        } else {
            assertThat(marks).as("marks of a failure").isZero();
        }
    }
}
