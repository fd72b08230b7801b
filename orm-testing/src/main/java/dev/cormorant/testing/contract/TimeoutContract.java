package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.StatementTimeoutException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The time limit of statements, which holds on every database in the same way. */
public abstract class TimeoutContract extends StopContract {

    private static final Duration LIMIT = Duration.ofMillis(400);

    /** For subclasses of the driver modules. */
    protected TimeoutContract() {}

    @Override
    DatabaseConfig configure(DatabaseConfig defaults) {
        return defaults.withStatements(statements -> statements.withTimeout(LIMIT));
    }

    private void assertTimedOut(Throwable thrown, long startedAt, Duration limit) throws SQLException {
        Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
        assertThat(thrown).isInstanceOf(SQLTimeoutException.class);
        assertThat(meaning(thrown))
                .isInstanceOf(StatementTimeoutException.class)
                .hasMessageContaining("statement.timeout");
        assertThat(took).isBetween(limit, limit.plus(SOON));
        awaitQuietServer();
        assertUsable();
    }

    @Test
    void stopsAStatementAtTheLimitOfTheSettings() throws SQLException {
        long startedAt = System.nanoTime();
        assertTimedOut(catchThrowable(this::computeForLong), startedAt, LIMIT);
    }

    @Test
    void countsTheLaterRowsOfAFetchToo() throws SQLException {
        String quickThenSlow = "select 1 as n union all select * from ("
                + testDatabase().slowQuery(Duration.ofMinutes(10)) + ") as later";
        long startedAt = System.nanoTime();
        Throwable thrown = catchThrowable(() -> {
            try (Connection connection = database().connection(Access.READ, "fetch")) {
                assertThat(Jdbc.texts(connection, quickThenSlow)).hasSize(2);
            }
        });
        assertTimedOut(thrown, startedAt, LIMIT);
    }

    @Test
    void stopsAStatementAtItsOwnLimit() throws SQLException {
        long startedAt = System.nanoTime();
        Throwable thrown = catchThrowable(() -> {
            try (Connection connection = database().dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(1);
                assertThat(statement.getQueryTimeout()).isEqualTo(1);
                try (ResultSet rows = statement.executeQuery(testDatabase().slowQuery(Duration.ofMinutes(10)))) {
                    assertThat(rows.next()).isTrue();
                }
            }
        });
        assertTimedOut(thrown, startedAt, Duration.ofSeconds(1));
    }

    @Test
    void stopsAWriteAtTheLimitAndKeepsNothingOfIt() throws SQLException {
        run("create table computed (n bigint)");
        long startedAt = System.nanoTime();
        String slowInsert = insert(testDatabase().slowQuery(Duration.ofMinutes(10)));
        assertTimedOut(catchThrowable(() -> run(slowInsert)), startedAt, LIMIT);
        assertThat(outside("select count(*) from computed")).isZero();
    }

    private static String insert(String query) {
        return "insert into computed " + query;
    }

    @Test
    void doesNotCountTheTimeOfTheReader() throws Exception {
        try (Connection connection = database().connection(Access.READ, "patient reader");
                PreparedStatement statement =
                        connection.prepareStatement(testDatabase().numbersQuery(1_000))) {
            statement.setFetchSize(10);
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                long open = System.nanoTime() + LIMIT.multipliedBy(2).toNanos();
                await().until(() -> System.nanoTime() > open);
                int read = 1;
                while (rows.next()) {
                    read++;
                }
                assertThat(read).isEqualTo(1_000);
            }
        }
    }
}
