package dev.cormorant.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.driver.ServerFacts;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqliteRoutingTest {

    @TempDir
    Path dir;

    @Test
    void saysWhatItIs() {
        try (Database database = Sqlite.open(dir.resolve("a.db"))) {
            ServerFacts facts = database.server();
            assertThat(facts.product()).isEqualTo("SQLite");
            assertThat(facts.dialect()).isEqualTo("SQLITE");
            assertThat(facts.version()).matches("3\\.\\d+\\.\\d+");
        }
    }

    @Test
    void readsOnReadingConnectionsAndWritesOnTheOneThatWrites() throws SQLException {
        try (Database database = Sqlite.open(dir.resolve("a.db"))) {
            Sqlite.run(database, "create table t (a)");
            try (Connection connection = database.dataSource().getConnection()) {
                assertThat(prepared(connection, "select count(*) from t")).isEqualTo("0");
                assertThat(database.leases())
                        .extracting(lease -> lease.access())
                        .containsExactly(Access.READ);
                Sqlite.run(connection, "insert into t values (1)");
                assertThat(database.leases())
                        .extracting(lease -> lease.access())
                        .containsExactly(Access.WRITE);
                assertThat(prepared(connection, "select count(*) from t")).isEqualTo("1");
            }
            assertThat(database.leases()).isEmpty();
            assertThat(prepared(database, "select count(*) from t")).isEqualTo("1");
        }
    }

    private static String prepared(Database database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return prepared(connection, sql);
        }
    }

    private static String prepared(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql);
                var rows = statement.executeQuery()) {
            return rows.next() ? rows.getString(1) : "(no row)";
        }
    }

    @Test
    void setsUpTheConnectionThatWrites() throws SQLException {
        try (Database database = Sqlite.open(dir.resolve("a.db"))) {
            assertThat(Sqlite.one(database, "pragma journal_mode")).isEqualTo("wal");
            assertThat(Sqlite.one(database, "pragma synchronous")).isEqualTo("1");
            assertThat(Sqlite.one(database, "pragma foreign_keys")).isEqualTo("1");
            assertThat(Sqlite.one(database, "pragma busy_timeout")).isEqualTo("5000");
            assertThat(Sqlite.one(database, "pragma query_only")).isEqualTo("0");
            Sqlite.run(database, "create table p (id integer primary key)", "create table c (p references p (id))");
            assertThatThrownBy(() -> Sqlite.run(database, "insert into c values (1)"))
                    .hasMessageContaining("FOREIGN KEY");
        }
    }

    @Test
    void setsUpTheConnectionsThatRead() throws SQLException {
        SqliteDriver driver = Sqlite.driver("jdbc:sqlite:" + dir.resolve("a.db") + "?cache_size=-123");
        java.time.Duration limit = java.time.Duration.ofSeconds(5);
        try (Connection writer = driver.connect(Access.WRITE, limit);
                Connection reader = driver.connect(Access.READ, limit)) {
            Sqlite.run(writer, "create table t (a)");
            assertThat(Sqlite.one(reader, "pragma query_only")).isEqualTo("1");
            assertThat(Sqlite.one(reader, "pragma cache_size")).isEqualTo("-123");
            assertThat(Sqlite.one(reader, "select count(*) from t")).isEqualTo("0");
            assertThat(Sqlite.one(reader, "explain insert into t values (1)")).isEqualTo("0");
            assertThatThrownBy(() -> Sqlite.run(reader, "insert into t values (1)"))
                    .hasMessageContaining("SQLITE_READONLY");
            reader.setReadOnly(true);
            reader.setReadOnly(false);
            assertThatThrownBy(() -> Sqlite.run(reader, "insert into t values (1)"))
                    .hasMessageContaining("SQLITE_READONLY");
        }
    }

    @Test
    void letsAReaderCreateNoFile() {
        SqliteDriver driver = Sqlite.driver("jdbc:sqlite:" + dir.resolve("gone.db"));
        assertThatThrownBy(() -> driver.connect(Access.READ, java.time.Duration.ofSeconds(1))
                        .close())
                .isInstanceOf(SQLException.class);
        assertThat(dir.resolve("gone.db")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {":memory:", "", "file::memory:", "shared?mode=memory", "DIR/a.db?journal_mode=DELETE"})
    void worksOnOneConnectionForSequentialAndConcurrentCallers(String name) throws Exception {
        DatabaseConfig config = DatabaseConfig.of("jdbc:sqlite:" + name.replace("DIR", dir.toString()));
        try (Database database = Sqlite.open(config)) {
            Sqlite.run(database, "create table t (a)");
            Sqlite.run(database, "insert into t values (0)");
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Future<?>> all = IntStream.rangeClosed(1, 400)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> {
                        Sqlite.run(database, "insert into t values (" + i + ")");
                        assertThat(Integer.parseInt(prepared(database, "select count(*) from t")))
                                .isPositive();
                        return null;
                    }))
                    .toList();
            for (Future<?> each : all) {
                each.get();
            }
            threads.shutdown();
            assertThat(Sqlite.one(database, "select count(*) || ' ' || sum(a) from t"))
                    .isEqualTo("401 80200");
            assertThat(database.stats().connections().opened()).isEqualTo(1);
        }
    }

    @Test
    void givesEachMemoryDatabaseItsOwnData() throws SQLException {
        try (Database one = Sqlite.open(DatabaseConfig.of("jdbc:sqlite::memory:"));
                Database other = Sqlite.open(DatabaseConfig.of("jdbc:sqlite::memory:"))) {
            Sqlite.run(one, "create table t (a)");
            assertThat(Sqlite.one(other, "select count(*) from sqlite_schema")).isEqualTo("0");
        }
    }

    @Test
    void takesFileNamesWithAnyCharacter() throws SQLException {
        Path odd = dir.resolve("a b'c\"d%20ü#[x].db");
        try (Database database = Sqlite.open(odd)) {
            Sqlite.run(database, "create table t (a)");
        }
        assertThat(odd).exists();
    }
}
