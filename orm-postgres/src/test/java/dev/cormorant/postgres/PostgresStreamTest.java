package dev.cormorant.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cormorant.core.config.PlainSelects;
import dev.cormorant.core.error.UnsupportedFeatureException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class PostgresStreamTest {

    private static final int ROWS = 300_000;
    private static final int BATCH = 1000;
    private static Opened opened;

    @BeforeAll
    static void start() throws SQLException {
        opened = Opened.fresh();
        opened.run("create table numbers as select id, rpad(id::text, 100) as filler from generate_series(1, " + ROWS
                + ") as id");
    }

    @AfterAll
    static void stop() {
        opened.close();
    }

    /** The server keeps a portal for the result that it gives in batches, and its transaction; neither if it was all sent. */
    private static boolean isWaitingForTheNextBatch(int backend) throws SQLException {
        try (Connection other = opened.server.connect()) {
            return Opened.text(other, "select state from pg_stat_activity where pid = " + backend)
                    .equals("idle in transaction");
        }
    }

    private static int backend(Connection connection) throws SQLException {
        return Integer.parseInt(Opened.text(connection, "select pg_backend_pid()"));
    }

    private static int driverHolds(ResultSet rows) throws SQLException {
        return rows.unwrap(org.postgresql.jdbc.PgResultSet.class).getFetchSize();
    }

    @Test
    void readsAPlainSelectInBatches() throws SQLException {
        try (Connection connection = opened.connection();
                Statement statement = connection.createStatement()) {
            int backend = backend(connection);
            try (ResultSet rows = statement.executeQuery("select * from numbers")) {
                assertThat(connection.getAutoCommit()).isTrue();
                assertThat(driverHolds(rows)).isEqualTo(BATCH);
                long sum = 0;
                int count = 0;
                while (rows.next()) {
                    sum += rows.getInt(1);
                    count++;
                    if (count == 10 || count == ROWS / 2) {
                        assertThat(isWaitingForTheNextBatch(backend)).isTrue();
                    }
                }
                assertThat(count).isEqualTo(ROWS);
                assertThat(sum).isEqualTo(ROWS * (ROWS + 1L) / 2);
                assertThat(isWaitingForTheNextBatch(backend)).isFalse();
            }
        }
        assertThat(opened.database.leases()).isEmpty();
        assertThat(opened.database.executions()).isEmpty();
    }

    @Test
    void readsAPreparedSelectInBatchesOfTheWantedSize() throws SQLException {
        try (Connection connection = opened.connection();
                PreparedStatement statement = connection.prepareStatement("select id from numbers where id > ?")) {
            statement.setFetchSize(50);
            for (int round = 0; round < 8; round++) {
                statement.setInt(1, ROWS - 200);
                try (ResultSet rows = statement.executeQuery()) {
                    assertThat(driverHolds(rows)).isEqualTo(50);
                    int count = 0;
                    while (rows.next()) {
                        count++;
                    }
                    assertThat(count).isEqualTo(200);
                }
            }
        }
    }

    @Test
    void loadsAPlainSelectWholeIfThatIsWanted() throws SQLException {
        var limits = opened.database.config().statements().withPlainSelects(PlainSelects.BUFFER);
        try (Connection connection = opened.database.dataSource(limits).getConnection();
                Statement statement = connection.createStatement()) {
            int backend = backend(connection);
            try (ResultSet rows = statement.executeQuery("select id from numbers")) {
                assertThat(rows.next()).isTrue();
                assertThat(isWaitingForTheNextBatch(backend)).isFalse();
                assertThat(Opened.text(connection, "select 1")).isEqualTo("1");
                assertThat(rows.next()).isTrue();
            }
        }
    }

    @Test
    void closesEarlyAtOnceAndLeavesTheConnectionClean() throws SQLException {
        try (Connection connection = opened.connection()) {
            int backend = backend(connection);
            for (int round = 0; round < 20; round++) {
                try (Statement statement = connection.createStatement()) {
                    ResultSet rows = statement.executeQuery("select * from numbers");
                    assertThat(rows.next()).isTrue();
                    long start = System.nanoTime();
                    rows.close();
                    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(250));
                }
                assertThat(isWaitingForTheNextBatch(backend)).isFalse();
                assertThat(connection.getAutoCommit()).isTrue();
                assertThat(Opened.text(
                                connection, "select count(*) from pg_cursors where statement like '%from numbers'"))
                        .isEqualTo("0");
                assertThat(backend(connection)).isEqualTo(backend);
            }
        }
    }

    @Test
    void refusesASecondStatementBesideAStreamThatItsTransactionIsOnlyFor() throws SQLException {
        try (Connection connection = opened.connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id from numbers")) {
            assertThat(rows.next()).isTrue();
            assertThatThrownBy(() -> Opened.text(connection, "select 1"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("a streamed result is open")
                    .hasCauseInstanceOf(UnsupportedFeatureException.class);
            int count = 1;
            while (rows.next()) {
                count++;
            }
            assertThat(count).isEqualTo(ROWS);
            assertThat(Opened.text(connection, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void runsOtherStatementsBesideAStreamInATransactionOfTheCaller() throws SQLException {
        try (Connection connection = opened.connection()) {
            connection.setAutoCommit(false);
            int backend = backend(connection);
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select id from numbers")) {
                int count = 0;
                while (rows.next()) {
                    if (count++ % 50_000 == 0) {
                        assertThat(isWaitingForTheNextBatch(backend)).isTrue();
                        assertThat(Opened.text(connection, "select 7")).isEqualTo("7");
                    }
                }
                assertThat(count).isEqualTo(ROWS);
            }
            connection.rollback();
        }
    }

    @Test
    void endsTheTransactionThatAStreamNeededWhenTheSelectFails() throws SQLException {
        try (Connection connection = opened.connection();
                Statement statement = connection.createStatement()) {
            int backend = backend(connection);
            assertThatThrownBy(() -> statement.executeQuery("select 1 / (id - id) from numbers"))
                    .isInstanceOf(SQLException.class);
            assertThat(isWaitingForTheNextBatch(backend)).isFalse();
            ResultSet rows = statement.executeQuery("select 1 / (5000 - id) from numbers");
            assertThatThrownBy(() -> {
                        while (rows.next()) {
                            assertThat(rows.getInt(1)).isGreaterThanOrEqualTo(0);
                        }
                    })
                    .isInstanceOf(SQLException.class);
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(isWaitingForTheNextBatch(backend)).isFalse();
            assertThat(backend(connection)).isEqualTo(backend);
        }
    }

    @Test
    void streamsWhatAWriteReturns() throws SQLException {
        opened.run("create table copied(id int)");
        try (Connection connection = opened.connection();
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(
                    "with moved as (insert into copied select id from numbers where id <= 5000 returning id)"
                            + " select * from moved")) {
                assertThat(rows.next()).isTrue();
            }
            assertThat(connection.getAutoCommit()).isTrue();
        }
        assertThat(opened.text("select count(*) from copied")).isIn("0", "5000");
    }
}
