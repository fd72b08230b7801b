package dev.cormorant.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.ConnectionUnavailableException;
import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.error.ConstraintViolationException.Kind;
import dev.cormorant.core.error.DataException;
import dev.cormorant.core.error.DatabaseBusyException;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.ReadOnlyException;
import dev.cormorant.core.error.SerializationFailureException;
import dev.cormorant.core.error.StatementException;
import dev.cormorant.core.error.SyntaxException;
import dev.cormorant.core.error.UnknownDatabaseException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SqliteErrorsTest {

    private static final FailedOperation FAILED = new FailedOperation("execute", "sqlite \"lab\"", 7, "insert … ?");

    @TempDir
    Path dir;

    private Database database;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        database = Sqlite.open(dir.resolve("errors.db"));
        Sqlite.run(
                database,
                "create table parent (id integer primary key, code text unique, name text not null)",
                "create table child (id text primary key, parent integer references parent (id),"
                        + " n integer constraint positive check (n > 0)) without rowid",
                "create table strict_one (n int) strict",
                "create unique index by_lower on parent (lower(name))",
                "create trigger guard before delete on parent begin select raise(abort, 'canary-value'); end",
                "insert into parent values (1, 'a', 'one')",
                "insert into child values ('x', 1, 1)");
        connection = database.dataSource().getConnection();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        database.close();
    }

    private OrmException failure(String sql, Object... values) {
        SQLException thrown = catchThrowableOfType(SQLException.class, () -> Sqlite.run(connection, sql, values));
        assertThat((Throwable) thrown).isNotNull();
        OrmException meaning = database.translate(thrown, FAILED);
        assertThat(meaning)
                .hasMessageContaining("execute on sqlite \"lab\" (execution 7)")
                .hasCause(thrown);
        assertThat(meaning.getMessage()).doesNotContain("canary");
        return meaning;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert into parent values (2, 'a', 'x')      | UNIQUE      | parent.code",
                "insert into parent values (1, 'canary', 'x') | UNIQUE      | parent.id",
                "insert into parent values (3, 'q', 'ONE')    | UNIQUE      | index 'by_lower'",
                "insert into child values ('x', 1, 1)         | UNIQUE      | child.id",
                "insert into parent values (2, 'b', null)     | NOT_NULL    | parent.name",
                "insert into child values (null, 1, 1)        | NOT_NULL    | child.id",
                "insert into child values ('canary', 1, 0)    | CHECK       | positive",
                "insert into child values ('y', 9, 1)         | FOREIGN_KEY | ",
                "delete from parent                           | OTHER       | "
            })
    void namesTheConstraintAndNoValue(String sql, Kind kind, String name) {
        OrmException meaning = failure(sql);
        assertThat(meaning).isInstanceOf(ConstraintViolationException.class);
        assertThat(((ConstraintViolationException) meaning).kind()).isEqualTo(kind);
        assertThat(((ConstraintViolationException) meaning).constraint().orElse(null))
                .isEqualTo(name);
    }

    @Test
    void namesTheConstraintThatABatchViolates() throws SQLException {
        try (PreparedStatement batch = connection.prepareStatement("insert into parent values (?, ?, ?)")) {
            for (int id = 10; id > 0; id--) {
                batch.setInt(1, id % 8);
                batch.setString(2, "canary" + id);
                batch.setString(3, "n" + id);
                batch.addBatch();
            }
            SQLException thrown = catchThrowableOfType(SQLException.class, batch::executeBatch);
            OrmException meaning = database.translate(thrown, FAILED);
            assertThat(meaning).isInstanceOf(ConstraintViolationException.class);
            assertThat(((ConstraintViolationException) meaning).constraint()).contains("parent.id");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "selec 1",
                "select * from no_such_table",
                "select no_such_column from parent",
                "select no_such_function(1)",
                "insert into parent values (1)",
                "insert into parent (id, nope) values (1, 2)",
                "create table parent (id)",
                "select 'open",
                "select id from parent join child on 1 where id = 1",
                "select 1 from",
                "drop table no_such_table",
                "select count(1, 2, 3)",
                "rollback to no_such_savepoint"
            })
    void callsWhatCannotBeCompiledASyntaxError(String sql) {
        assertThat(failure(sql)).isInstanceOf(SyntaxException.class);
    }

    @Test
    void keepsTheTextOfARunTimeErrorOutOfItsMessage() {
        OrmException meaning = failure("select json_extract('{\"a\":1}', ?)", "canary");
        assertThat(meaning).isExactlyInstanceOf(StatementException.class).hasMessageContaining("the cause says why");
    }

    @Test
    void callsAValueThatDoesNotFitADataError() throws SQLException {
        assertThat(failure("insert into parent values (?, 'c', 'c')", "canary")).isInstanceOf(DataException.class);
        assertThat(failure("insert into strict_one values (?)", "canary")).isInstanceOf(DataException.class);
        assertThat(failure("select zeroblob(2000000000)")).isInstanceOf(DataException.class);
    }

    @Test
    void callsAWriteInAReadOnlyConnectionReadOnly() throws SQLException {
        connection.close();
        connection = database.dataSource().getConnection();
        connection.setReadOnly(true);
        for (String sql : new String[] {
            "insert into parent values (5, 'e', 'e')",
            "delete from child",
            "create table more (id)",
            "create temp table more (id)",
            "with a as (select 1) update parent set code = null",
            "drop table child",
            "pragma user_version = 7",
            "vacuum",
            "reindex"
        }) {
            assertThat(failure(sql)).as(sql).isInstanceOf(ReadOnlyException.class);
        }
    }

    @Test
    void callsAForeignLockBusyAndAStaleReadASerializationFailure() throws SQLException {
        connection.close();
        database.close();
        database = Sqlite.open(Sqlite.config(dir.resolve("errors.db"), "busy_timeout=50"));
        connection = database.dataSource().getConnection();
        try (Connection other = Sqlite.foreign(dir.resolve("errors.db"))) {
            Sqlite.run(other, "begin immediate");
            OrmException busy = failure("insert into parent values (5, 'e', 'e')");
            assertThat(busy).isInstanceOf(DatabaseBusyException.class);
            assertThat(busy.isRetryable()).isTrue();
            Sqlite.run(other, "rollback");
            Sqlite.run(connection, "begin");
            Sqlite.one(connection, "select count(*) from parent");
            Sqlite.run(other, "insert into parent values (6, 'f', 'f')");
            OrmException stale = failure("insert into parent values (7, 'g', 'g')");
            assertThat(stale).isInstanceOf(SerializationFailureException.class);
            Sqlite.run(connection, "rollback");
        }
    }

    @Test
    void callsADamagedFileAnUnknownDatabase() throws SQLException {
        Sqlite.run(connection, "pragma writable_schema = 1");
        Sqlite.run(connection, "update sqlite_schema set rootpage = 999 where name = 'child'");
        connection.close();
        database.close();
        assertThatExceptionOfType(UnknownDatabaseException.class)
                .isThrownBy(() -> Sqlite.open(dir.resolve("errors.db")))
                .withMessageContaining("errors.db is damaged");
    }

    @Test
    void callsTheDriversOwnRefusalsByTheirMeaning() throws SQLException {
        assertThat(SqliteErrors.translate(new SQLTransientConnectionException("lab - not available"), FAILED))
                .isExactlyInstanceOf(ConnectionUnavailableException.class);
        SqliteDriver driver = Sqlite.driver("jdbc:sqlite::memory:");
        Connection raw = driver.connect(dev.cormorant.core.driver.Access.WRITE, java.time.Duration.ofSeconds(1));
        Statement statement = raw.createStatement();
        raw.close();
        SQLException closed = catchThrowableOfType(SQLException.class, () -> statement.execute("select 1"));
        assertThat(driver.translate(closed, FAILED)).isExactlyInstanceOf(ConnectionUnavailableException.class);
        assertThat(driver.isFatal(closed)).isTrue();
        SQLException misuse = catchThrowableOfType(
                SQLException.class,
                () -> connection.prepareStatement("delete from child").executeQuery());
        assertThat(database.translate(misuse, FAILED)).isExactlyInstanceOf(StatementException.class);
        assertThat(driver.isFatal(misuse)).isFalse();
    }
}
