package dev.cormorant.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.migrations.FanOut;
import dev.cormorant.migrations.FanOutOptions;
import dev.cormorant.migrations.FanOutOutcome;
import dev.cormorant.migrations.FanOutOutcome.State;
import dev.cormorant.migrations.FanOutResult;
import dev.cormorant.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Files of SQLite and databases of PostgreSQL in one run, one of them broken. How many is fifty times as many, 300 and 50, with
 * {@code -Dorm.test.repeats.fan-out=50}.
 */
final class FanOutOverBothTest {

    private static final int TIMES = Integer.getInteger("orm.test.repeats.fan-out", 1);
    private static final int FILES = 6 * TIMES;
    private static final int ON_THE_SERVER = TIMES;
    private static final int PARALLEL = 4;
    private static final int BROKEN = 3;

    private final List<TestDatabase> databases = new ArrayList<>();

    @BeforeEach
    void makeThemOneBroken() throws SQLException {
        Stream.generate(TestDatabase::sqlite).limit(FILES).forEach(databases::add);
        Stream.generate(TestDatabase::postgres).limit(ON_THE_SERVER).forEach(databases::add);
        try (Connection connection = databases.get(BROKEN).connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table country (code char(2) primary key)");
        }
    }

    @AfterEach
    void removeThem() {
        databases.forEach(TestDatabase::close);
    }

    private static DatabaseConfig config(TestDatabase database) {
        DatabaseConfig config = DatabaseConfig.of(database.jdbcUrl());
        return database.server().isPresent()
                ? config.withUser(database.user()).withPassword(database.password())
                : config;
    }

    /** The sessions in all databases of the server, but for the one that asks. */
    private static int sessions(PreparedStatement count) {
        try (ResultSet rows = count.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    private PreparedStatement counting(Connection connection) throws SQLException {
        PreparedStatement count = connection.prepareStatement(
                "select count(*) from pg_stat_activity where datname = any(?) and pid <> pg_backend_pid()");
        count.setArray(
                1,
                connection.createArrayOf(
                        "text", databases.stream().map(TestDatabase::name).toArray()));
        return count;
    }

    @Test
    void migratesAllButTheBrokenOneAndNamesIt() throws SQLException {
        AtomicInteger most = new AtomicInteger();
        FanOutResult result;
        try (Connection connection = databases.get(FILES).connect();
                PreparedStatement count = counting(connection)) {
            result = FanOut.over(
                            databases.stream().map(FanOutOverBothTest::config).toList())
                    .locations("classpath:db/migration")
                    .options(FanOutOptions.standard().withParallel(PARALLEL))
                    .migrate(outcome -> most.accumulateAndGet(sessions(count), Math::max));
        }
        assertThat(result.in(State.MIGRATED)).hasSize(FILES + ON_THE_SERVER - 1);
        assertThat(result.in(State.FAILED))
                .extracting(FanOutOutcome::database)
                .containsExactly(databases.get(BROKEN).name());
        assertThat(result.outcomes())
                .as("in the order in which they were given")
                .extracting(FanOutOutcome::database)
                .containsExactlyElementsOf(IntStream.range(0, databases.size())
                        .mapToObj(i -> databases.get(i).name())
                        .toList());
        if (TIMES > 1) {
            assertThat(most.get()).as("seen at all").isPositive();
        }
        assertThat(most.get()).isLessThanOrEqualTo(PARALLEL * FanOut.CONNECTIONS_EACH);
    }
}
