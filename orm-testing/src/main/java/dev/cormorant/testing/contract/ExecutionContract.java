package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.driver.Drivers;
import dev.cormorant.core.execution.ExecutionIds;
import dev.cormorant.core.execution.RunningExecution;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Executions: their ids, where they show, and how they are counted. */
public abstract class ExecutionContract extends DatabaseContract {

    private static final int STATEMENTS = 100;
    private static final Duration LONG = Duration.ofSeconds(40);

    /** For subclasses of the driver modules. */
    protected ExecutionContract() {}

    @Test
    void givesPositiveAndDistinctIdsWhenTheCounterPassesItsEnd() throws Exception {
        DatabaseConfig many = config().withPool(pool ->
                pool.withMaxSize(STATEMENTS).withMaxWaiters(STATEMENTS).withAcquireTimeout(LONG));
        Database database =
                closedAfterTheTest(Database.open(many, Drivers.find(), new ExecutionIds(Long.MAX_VALUE - 5)));
        CountDownLatch seen = new CountDownLatch(1);
        List<Future<Boolean>> statements = new ArrayList<>();
        for (int statement = 0; statement < STATEMENTS; statement++) {
            statements.add(inBackground(() -> holdAResultOpen(database, seen)));
        }
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(database.executions().size())
                        .as("running; %s", database.stats())
                        .isEqualTo(STATEMENTS));
        List<Long> ids =
                database.executions().stream().map(RunningExecution::id).toList();
        seen.countDown();
        assertThat(ids).doesNotHaveDuplicates().allSatisfy(id -> assertThat(id).isPositive());
        assertThat(ids).as("ids from both sides of the end").anyMatch(id -> id > STATEMENTS * 10L);
        assertThat(ids).anyMatch(id -> id <= STATEMENTS);
        for (Future<Boolean> statement : statements) {
            assertThat(Workers.result(statement)).isTrue();
        }
    }

    private boolean holdAResultOpen(Database database, CountDownLatch until) throws Exception {
        try (Connection connection = database.connection(Access.READ, "hold");
                PreparedStatement statement =
                        connection.prepareStatement(testDatabase().numbersQuery(5_000))) {
            statement.setFetchSize(10);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && until.await(LONG.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void writesTheIdIntoTheSqlWhereThatIsSwitchedOn() throws Exception {
        Database database = open(config().withStatements(statements -> statements.withComment(true)));
        if (dialect().isServer()) {
            assertTheServerSeesTheId(database);
        } else {
            assertTheSchemaKeepsTheId(database);
        }
    }

    private void assertTheServerSeesTheId(Database database) throws Exception {
        Future<Long> query = inBackground(() -> {
            try (Connection connection = database.connection(Access.READ, "slow")) {
                return Jdbc.number(connection, testDatabase().slowQuery(Duration.ofMinutes(10)));
            }
        });
        await().atMost(LONG).until(() -> database.executions().size() == 1);
        long id = database.executions().get(0).id();
        try (Connection outside = testDatabase().connect()) {
            await().atMost(LONG).untilAsserted(() -> assertThat(
                            Jdbc.texts(outside, dialect().runningStatements()))
                    .anyMatch(text -> text != null && text.endsWith("/* cormorant:" + id + " */")));
        }
        assertThat(database.executions().get(0).sql()).doesNotContain("cormorant:");
        assertThat(database.cancel(id)).isTrue();
        assertThat(Workers.failure(query)).hasMessageContaining("execution " + id);
    }

    /** SQLite has no list of running statements, but it keeps the text of a view, comments included. */
    private void assertTheSchemaKeepsTheId(Database database) throws SQLException {
        try (Connection connection = database.connection(Access.WRITE, "create")) {
            Jdbc.run(connection, "create view commented as select 1 as one");
            assertThat(Jdbc.texts(connection, "select sql from sqlite_schema where name = 'commented'"))
                    .singleElement()
                    .satisfies(text -> assertThat(text).matches("(?i)create view .*/\\* cormorant:[1-9][0-9]* \\*/"));
        }
    }

    @Test
    void logsASlowStatementWithItsId() throws SQLException {
        Database database = open(config().withStatements(limits -> limits.withSlowQuery(Duration.ofMillis(1))));
        String slow = testDatabase().slowQuery(Duration.ofMillis(20));
        try (LogCapture log = LogCapture.start();
                Connection connection = database.connection(Access.READ, "slow")) {
            assertThat(Jdbc.number(connection, slow)).isPositive();
            assertThat(log.text())
                    .containsPattern("WARN dev\\.cormorant\\S+ slow statement on " + database.driver()
                            + " \"contract\": execution [1-9][0-9]* took [0-9]+ ms: "
                            + Pattern.quote(slow.substring(0, 20)));
        }
    }

    @Test
    void countsWhatRanFailedAndWasStopped() throws SQLException {
        run("create table counted (id bigint primary key)", "insert into counted values (1)");
        assertThat(catchThrowable(() -> run("insert into counted values (1)"))).isInstanceOf(SQLException.class);
        var totals = database().stats().executions();
        assertThat(totals.started()).isEqualTo(3);
        assertThat(totals.failed()).isEqualTo(1);
        assertThat(totals.stopped()).isZero();
        assertThat(totals.running()).isZero();
    }

    @Test
    void listsAStreamedResultUntilItIsClosed() throws SQLException {
        String query = testDatabase().numbersQuery(50_000);
        try (Connection connection = database().connection(Access.READ, "stream");
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setFetchSize(10);
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(database().executions()).singleElement().satisfies(running -> {
                    assertThat(running.streaming()).isTrue();
                    assertThat(running.sql()).isEqualTo(query);
                    assertThat(running.thread())
                            .isEqualTo(Thread.currentThread().getName());
                });
            }
            assertThat(database().executions()).isEmpty();
        }
    }
}
