package dev.cormorant.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mysql.cj.jdbc.JdbcConnection;
import dev.cormorant.core.Database;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.core.transaction.TransactionOptions;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session is like after the login, and what follows from it for values. */
abstract class SessionsOnServer extends OnServer {

    @Override
    void createTables(Connection connection) throws SQLException {
        run(
                connection,
                "create table number (n int primary key)",
                "create table time (at datetime(6))",
                "create table bin (id binary(16), txt char(36))",
                "create table zero (d date, t datetime)");
    }

    @Test
    void isInUtcAndUtf8AndStrictAndCommitsByItself() throws SQLException {
        Database database = open(config());
        assertThat(text(database, "select @@session.time_zone")).isEqualTo("+00:00");
        assertThat(text(database, "select @@session.autocommit")).isEqualTo("1");
        assertThat(text(database, "select @@session.net_write_timeout")).isEqualTo("600");
        assertThat(text(database, "select @@session.character_set_client")).isEqualTo("utf8mb4");
        assertThat(text(database, "select @@session.character_set_results")).isEqualTo("utf8mb4");
        assertThat(text(database, "select @@session.sql_mode")).contains("STRICT_TRANS_TABLES");
    }

    @Test
    void commitsByItselfAlsoWhereTheServerStartsSessionsOtherwise() throws SQLException {
        try (Connection outside = testDatabase().connect()) {
            run(outside, "set global autocommit = 0");
            try {
                Database database = open(config());
                assertThat(text(database, "select @@session.autocommit")).isEqualTo("1");
            } finally {
                run(outside, "set global autocommit = 1");
            }
        }
    }

    @Test
    void limitsTheNetworkALittleBeyondTheStatement() throws SQLException {
        Database database = open(config());
        try (Connection connection = database.connection(Access.READ, "limit")) {
            long statement = database.config().statements().timeout().toMillis();
            int network = connection.unwrap(JdbcConnection.class).getNetworkTimeout();
            assertThat(network).isGreaterThan((int) statement).isLessThanOrEqualTo((int) statement + 10_000);
        }
    }

    @Test
    void tellsTheServerThatATransactionOnlyReads() throws SQLException {
        String variable = "@@session." + (isMysql() ? "transaction_read_only" : "tx_read_only");
        Database database = open(config());
        String inside = database.transaction(
                TransactionOptions.reading(), transaction -> text(transaction.connection(), "select " + variable));
        assertThat(inside).isEqualTo("1");
        assertThat(text(database, "select " + variable)).isEqualTo("0");
    }

    @Test
    void sendsNoRollbackBehindATransactionThatHasEnded() throws SQLException {
        Database database = open(config());
        long before = rollbacks(database);
        for (int i = 0; i < 3; i++) {
            int number = 71_000 + i;
            database.transaction(TransactionOptions.readWrite(), transaction -> {
                run(transaction.connection(), "insert into number values (" + number + ")");
                return true;
            });
        }
        assertThat(rollbacks(database)).isEqualTo(before);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> database.transaction(TransactionOptions.readWrite(), transaction -> {
                    throw new IllegalStateException("meant");
                }));
        assertThat(rollbacks(database)).isEqualTo(before + 1);
        assertThat(text(database, "select @@session.autocommit")).isEqualTo("1");
        assertThat(text(database, "select count(*) from number where n between 71000 and 71002"))
                .isEqualTo("3");
    }

    /** How many the session has run: of the one connection that a single caller uses. */
    private static long rollbacks(Database database) throws SQLException {
        try (Connection connection = database.connection(Access.READ, "count");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show session status like 'Com_rollback'")) {
            rows.next();
            return rows.getLong(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "Asia/Kolkata", "America/St_Johns", "UTC"})
    void storesTheClockTimeOfATimestampAsItIs(String zone) throws SQLException {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            Database database = open(config());
            LocalDateTime time = LocalDateTime.of(2024, 7, 1, 12, 30, 15, 123_456_000);
            try (Connection connection = database.connection(Access.WRITE, "clock")) {
                run(connection, "delete from time");
                try (PreparedStatement insert = connection.prepareStatement("insert into time values (?)")) {
                    // As jOOQ passes a LocalDateTime.
                    insert.setTimestamp(1, Timestamp.valueOf(time));
                    insert.executeUpdate();
                }
                assertThat(text(connection, "select at from time")).isEqualTo("2024-07-01 12:30:15.123456");
                assertThat(read(database, connection, "select at from time", LocalDateTime.class))
                        .isEqualTo(time);
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    private static <T> T read(Database database, Connection connection, String query, Class<T> type)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            T value = database.columnTypes().read(rows, 1, type);
            if (value == null) {
                throw new AssertionError("null from: " + query);
            }
            return value;
        }
    }

    @Test
    void readsAUuidOfSixteenBytesAndOneOfText() throws SQLException {
        Database database = open(config());
        UUID id = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
        ColumnTypes types = database.columnTypes();
        try (Connection connection = database.connection(Access.WRITE, "uuid")) {
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into bin values (unhex(replace(?, '-', '')), ?)")) {
                types.bind(insert, 1, id);
                types.bind(insert, 2, id);
                insert.executeUpdate();
            }
            assertThat(read(database, connection, "select id from bin", UUID.class))
                    .isEqualTo(id);
            assertThat(read(database, connection, "select txt from bin", UUID.class))
                    .isEqualTo(id);
            assertThatExceptionOfType(MappingException.class)
                    .isThrownBy(() -> read(database, connection, "select 'duck'", UUID.class));
        }
    }

    @Test
    void refusesADateWithAZeroInIt() throws SQLException {
        Database database = open(config());
        try (Connection connection = database.connection(Access.WRITE, "zero")) {
            String mode = text(connection, "select @@session.sql_mode");
            run(connection, "set sql_mode = ''", "insert into zero values ('2024-00-10', '2024-02-00 10:00:00')");
            run(connection, "set sql_mode = '" + mode + "'");
            assertThatExceptionOfType(MappingException.class)
                    .isThrownBy(() -> read(database, connection, "select d from zero", LocalDate.class));
            assertThatExceptionOfType(MappingException.class)
                    .isThrownBy(() -> read(database, connection, "select t from zero", LocalDateTime.class));
            run(connection, "set sql_mode = ''", "update zero set d = '0000-00-00'");
            run(connection, "set sql_mode = '" + mode + "'");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> read(database, connection, "select d from zero", LocalDate.class))
                    .withMessageContaining("Zero date");
        }
    }

    @Test
    void sendsABatchOfInsertsAsOneStatement() throws SQLException {
        Database database = open(config());
        try (Connection connection = database.connection(Access.WRITE, "batch")) {
            run(connection, "delete from number");
            long before = inserts(connection);
            try (PreparedStatement insert = connection.prepareStatement("insert into number values (?)")) {
                for (int n = 0; n < 1_000; n++) {
                    insert.setInt(1, n);
                    insert.addBatch();
                }
                assertThat(insert.executeBatch()).hasSize(1_000);
            }
            assertThat(text(connection, "select count(*) from number")).isEqualTo("1000");
            assertThat(inserts(connection) - before).isEqualTo(1);
        }
    }

    private static long inserts(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show session status like 'Com_insert'")) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(2);
        }
    }

    @Test
    void stopsABatchAtItsFirstFailure() throws SQLException {
        Database database = open(config());
        try (Connection connection = database.connection(Access.WRITE, "batch");
                Statement statement = connection.createStatement()) {
            run(connection, "delete from number");
            statement.addBatch("insert into number values (1)");
            statement.addBatch("insert into number values (1)");
            statement.addBatch("insert into number values (2)");
            assertThatExceptionOfType(BatchUpdateException.class).isThrownBy(statement::executeBatch);
            assertThat(text(connection, "select count(*) from number")).isEqualTo("1");
        }
    }
}
