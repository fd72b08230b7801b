package dev.cormorant.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cormorant.core.error.AuthenticationFailedException;
import dev.cormorant.core.error.ConnectionUnavailableException;
import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.error.ConstraintViolationException.Kind;
import dev.cormorant.core.error.DataException;
import dev.cormorant.core.error.DatabaseBusyException;
import dev.cormorant.core.error.DeadlockException;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.ReadOnlyException;
import dev.cormorant.core.error.SerializationFailureException;
import dev.cormorant.core.error.ServerUnreachableException;
import dev.cormorant.core.error.StatementException;
import dev.cormorant.core.error.StatementTimeoutException;
import dev.cormorant.core.error.SyntaxException;
import dev.cormorant.core.error.UnsupportedFeatureException;
import java.security.cert.CertPathBuilderException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
final class PostgresErrorTest {

    private static final String CANARY = "s3cr3t-Canary!";
    private static Opened opened;

    @BeforeAll
    static void start() throws SQLException {
        opened = Opened.fresh();
        opened.run(
                "create table country(id int constraint country_pk primary key)",
                "create table city(id int constraint city_pk primary key, name varchar(20) not null,"
                        + " size int constraint size_is_positive check (size > 0),"
                        + " country int constraint city_country references country,"
                        + " during int4range, constraint no_overlap exclude using gist (during with &&))",
                "insert into country values (1), (2)",
                "insert into city values (1, 'Vaduz', 5, 1, '[1,5)')",
                "create function complain() returns int language plpgsql as" + " $$ begin raise exception 'amount "
                        + CANARY + "'; end $$");
    }

    @AfterAll
    static void stop() {
        opened.close();
    }

    private static OrmException failure(String sql, Object... parameters) throws SQLException {
        try (Connection connection = opened.connection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            SQLException error = catchThrowableOfType(SQLException.class, statement::execute);
            OrmException meaning = opened.meaning(error);
            assertThat(meaning).hasCause(error);
            assertThat(meaning.getMessage()).startsWith("test on postgres \"").doesNotContain(CANARY);
            assertThat(Opened.text(connection, "select 1")).isEqualTo("1");
            return meaning;
        }
    }

    private static void violates(Kind kind, String constraint, String sql, Object... parameters) throws SQLException {
        assertThat(failure(sql, parameters)).isInstanceOfSatisfying(ConstraintViolationException.class, violation -> {
            assertThat(violation.kind()).isEqualTo(kind);
            assertThat(violation.constraint()).contains(constraint);
            assertThat(violation).hasMessageContaining("\"" + constraint + "\"");
        });
    }

    @Test
    void namesTheConstraintThatRefusesARow() throws SQLException {
        String insert = "insert into city values (?, ?, ?, ?, ?::int4range)";
        violates(Kind.UNIQUE, "city_pk", insert, 1, CANARY, 1, 1, null);
        violates(Kind.FOREIGN_KEY, "city_country", insert, 2, CANARY, 1, 99, null);
        violates(Kind.FOREIGN_KEY, "city_country", "delete from country where id = ?", 1);
        violates(Kind.NOT_NULL, "city.name", insert, 2, null, 1, 1, null);
        violates(Kind.CHECK, "size_is_positive", insert, 2, CANARY, 0, 1, null);
        violates(Kind.OTHER, "no_overlap", insert, 2, CANARY, 1, 1, "[2,3)");
    }

    @Test
    void findsTheConstraintBehindABatch() throws SQLException {
        try (Connection connection = opened.connection();
                PreparedStatement insert = connection.prepareStatement("insert into country values (?)")) {
            for (int id : new int[] {71, 1, 72}) {
                insert.setInt(1, id);
                insert.addBatch();
            }
            SQLException error = catchThrowableOfType(SQLException.class, insert::executeBatch);
            assertThat(opened.meaning(error))
                    .isInstanceOfSatisfying(
                            ConstraintViolationException.class,
                            violation -> assertThat(violation.constraint()).contains("country_pk"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "selec 1 | 42601",
                "select * from no_such_table | 42P01",
                "select no_such_column from city | 42703",
                "select no_such_function(1) | 42883",
                "create table city(id int) | 42P07",
                "select 1 from no_such_schema.x | 42P01",
                "create table no_such_schema.x(id int) | 3F000"
            })
    void callsAStatementThatMakesNoSenseASyntaxError(String sql, String state) throws SQLException {
        assertThat(failure(sql)).isInstanceOf(SyntaxException.class).hasMessageContaining("(SQLSTATE " + state + ")");
    }

    @Test
    void saysWhatToDoAboutATextForAColumnOfJson() throws SQLException {
        opened.run("create table doc(body jsonb)");
        assertThat(failure("insert into doc values (?)", "{}"))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("jsonb")
                .hasMessageContaining("cast(? as jsonb)");
        assertThat(failure("select ? is null", (Object) null))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("cast the parameter");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select cast(? as int) | s3cr3t-Canary!",
                "select cast(? as date) | s3cr3t-Canary!",
                "select cast(? as uuid) | s3cr3t-Canary!",
                "select cast(? as jsonb) | s3cr3t-Canary!",
                "select cast(? as smallint) | 40000",
                "select cast(? as timestamp) | 2024-02-30 00:00:00",
                "insert into city values (9, ?) | a text that has more than twenty characters",
                "select 1 / cast(? as int) | 0"
            })
    void callsAValueThatDoesNotFitADataErrorAndDoesNotRepeatIt(String sql, String value) throws SQLException {
        assertThat(failure(sql, value))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("(SQLSTATE 22")
                .hasMessageNotContaining(value.length() > 5 ? value : "no such text");
    }

    @Test
    void doesNotRepeatWhatAFunctionRaises() throws SQLException {
        assertThat(failure("select complain()"))
                .isExactlyInstanceOf(StatementException.class)
                .hasMessageContaining("(SQLSTATE P0001)");
    }

    @Test
    void tellsAMissingPrivilegeFromASyntaxError() throws SQLException {
        String role = "reader_" + opened.server.name();
        opened.run("create role " + role);
        try (Connection connection = opened.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local role " + role);
            SQLException error = catchThrowableOfType(SQLException.class, () -> statement.execute("delete from city"));
            assertThat(opened.meaning(error))
                    .isExactlyInstanceOf(StatementException.class)
                    .hasMessageContaining("(SQLSTATE 42501)");
        } finally {
            opened.run("drop role " + role);
        }
    }

    @Test
    void tellsAWriteInAReadOnlyTransaction() throws SQLException {
        try (Connection connection = opened.connection();
                Statement statement = connection.createStatement()) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            SQLException error = catchThrowableOfType(SQLException.class, () -> statement.execute("delete from city"));
            assertThat(opened.meaning(error)).isInstanceOf(ReadOnlyException.class);
            SQLException next = catchThrowableOfType(SQLException.class, () -> statement.execute("select 1"));
            assertThat(opened.meaning(next))
                    .isInstanceOf(StatementException.class)
                    .hasMessageContaining("roll back");
        }
    }

    @Test
    void tellsALockThatIsHeldByAnother() throws SQLException {
        try (Connection one = opened.connection();
                Connection other = opened.connection()) {
            one.setAutoCommit(false);
            other.setAutoCommit(false);
            assertThat(Opened.text(one, "select id from country where id = 2 for update"))
                    .isEqualTo("2");
            SQLException error = catchThrowableOfType(
                    SQLException.class,
                    () -> Opened.text(other, "select id from country where id = 2 for update nowait"));
            assertThat(opened.meaning(error)).isInstanceOf(DatabaseBusyException.class);
        }
    }

    @Test
    void tellsADeadlockAndASerializationFailure() throws Exception {
        try (Connection one = opened.connection();
                Connection other = opened.connection()) {
            one.setAutoCommit(false);
            other.setAutoCommit(false);
            Opened.text(one, "select id from country where id = 1 for update");
            Opened.text(other, "select id from country where id = 2 for update");
            CompletableFuture<SQLException> first = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                    SQLException.class, () -> Opened.text(one, "select id from country where id = 2 for update")));
            SQLException second = catchThrowableOfType(
                    SQLException.class, () -> Opened.text(other, "select id from country where id = 1 for update"));
            other.rollback();
            SQLException victim = second == null ? first.get(20, TimeUnit.SECONDS) : second;
            first.get(20, TimeUnit.SECONDS);
            assertThat(opened.meaning(victim)).isInstanceOf(DeadlockException.class);
            assertThat(opened.meaning(victim).isRetryable()).isTrue();
        }
        try (Connection one = opened.connection();
                Connection other = opened.connection()) {
            one.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            one.setAutoCommit(false);
            Opened.text(one, "select count(*) from city");
            Opened.text(other, "update city set size = size + 1 where id = 1 returning id");
            SQLException error = catchThrowableOfType(
                    SQLException.class,
                    () -> Opened.text(one, "update city set size = size + 1 where id = 1 returning id"));
            assertThat(opened.meaning(error)).isInstanceOf(SerializationFailureException.class);
        }
    }

    @Test
    void tellsTheTimeLimitOfTheServerFromACancel() throws SQLException {
        try (Connection connection = opened.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local statement_timeout = 50");
            SQLException error =
                    catchThrowableOfType(SQLException.class, () -> statement.execute("select pg_sleep(10)"));
            assertThat(opened.meaning(error))
                    .isInstanceOf(StatementTimeoutException.class)
                    .hasMessageContaining("statement_timeout");
        }
    }

    @Test
    void tellsWhatTheServerOrTheDriverCannotDo() throws SQLException {
        assertThat(failure("select distinct id from city for update"))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessageContaining("DISTINCT");
        try (Connection connection = opened.connection()) {
            SQLException error = catchThrowableOfType(SQLException.class, connection::createNClob);
            assertThat(opened.meaning(error)).isInstanceOf(UnsupportedFeatureException.class);
        }
    }

    @Test
    void tellsAWrongUseOfParameters() throws SQLException {
        try (Connection connection = opened.connection();
                PreparedStatement statement = connection.prepareStatement("select ?::int")) {
            SQLException missing = catchThrowableOfType(SQLException.class, statement::executeQuery);
            assertThat(opened.meaning(missing))
                    .isExactlyInstanceOf(StatementException.class)
                    .hasMessageContaining("parameter");
        }
    }

    @Test
    void findsTheMeaningBehindThePoolsException() {
        PostgresErrors errors = new PostgresErrors(true);
        FailedOperation taking = FailedOperation.of("take a connection", "postgres \"app\"");
        SQLException refused = new SQLException("no", "28P01");
        assertThat(errors.translate(new SQLTransientConnectionException("timed out", null, refused), taking))
                .isInstanceOf(AuthenticationFailedException.class);
        assertThat(errors.translate(new SQLTransientConnectionException("timed out"), taking))
                .isInstanceOf(ServerUnreachableException.class)
                .hasMessageContaining("in time");
    }

    @Test
    void tellsACertificateThatIsNotTrustedFromAServerThatIsAway() {
        PostgresErrors errors = new PostgresErrors(true);
        FailedOperation connecting = FailedOperation.of("connect", "postgres \"app\"");
        SSLException handshake = new SSLException("broken", new CertPathBuilderException("no path"));
        assertThat(errors.translate(new SQLException("no", "08006", handshake), connecting))
                .isExactlyInstanceOf(ConnectionUnavailableException.class)
                .hasMessageContaining("certificate");
        assertThat(errors.translate(new SQLException("no", "08006", new SSLException("reset")), connecting))
                .isInstanceOf(ServerUnreachableException.class);
    }

    @ParameterizedTest
    @CsvSource({"08006, true", "08003, true", "08001, true", "57P01, false", "42601, false", "22001, false", "'', false"
    })
    void callsTheDriversOwnConnectionErrorsFatal(String state, boolean fatal) {
        assertThat(VendorError.in(new SQLException("no", state)).isFatal()).isEqualTo(fatal);
    }

    @Test
    void callsALostSessionFatalAndAFailedStatementNot() throws SQLException {
        try (Connection connection = opened.connection();
                Statement statement = connection.createStatement()) {
            SQLException syntax = catchThrowableOfType(SQLException.class, () -> statement.execute("selec"));
            assertThat(VendorError.in(syntax).isFatal()).isFalse();
            SQLException ended = catchThrowableOfType(
                    SQLException.class, () -> statement.execute("select pg_terminate_backend(pg_backend_pid())"));
            assertThat(VendorError.in(ended).isFatal()).isTrue();
            assertThat(opened.meaning(ended))
                    .isInstanceOf(ServerUnreachableException.class)
                    .hasMessageContaining("(SQLSTATE 57P01)");
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(opened.text("select 1")).isEqualTo("1"));
    }
}
