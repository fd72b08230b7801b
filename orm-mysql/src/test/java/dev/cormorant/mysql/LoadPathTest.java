package dev.cormorant.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.BulkException;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.testing.TestDatabase;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code LOAD DATA LOCAL}: used for loads where the server takes it, and closed to whatever else asks for a file. */
final class LoadPathTest {

    /** A row. */
    @Table(name = "loaded")
    record Loaded(@Id long id, String name, boolean bit) {}

    private static Orm open(TestDatabase database) {
        Orm orm = Orm.open(
                DatabaseConfig.of(database.jdbcUrl()).withUser(database.user()).withPassword(database.password()));
        orm.execute(
                Sql.of("create table loaded (id bigint primary key, name varchar(20) not null unique, bit bit(1))"));
        return orm;
    }

    private static long counted(Orm orm) {
        return orm.fetchSingle(Sql.of("show session status like 'Com_load'"), row -> Long.parseLong(row.getString(2)));
    }

    private static void assertNoValueIsKept(Orm orm) {
        assertThat(orm.fetchSingle(Sql.of("select @cormorant2 is null"), Boolean.class))
                .as("the session keeps nothing of the last row")
                .isTrue();
    }

    private static long load(Orm orm, int twiceAt) {
        return orm.database().transaction(TransactionOptions.readWrite(), tx -> {
            long before = counted(orm);
            orm.bulk(Loaded.class)
                    .insert(LongStream.rangeClosed(1, 100)
                            .mapToObj(i -> new Loaded(i, "name " + (i == twiceAt ? 1 : i), i % 2 == 0)));
            assertNoValueIsKept(orm);
            return counted(orm) - before;
        });
    }

    private static void check(TestDatabase database) throws SQLException {
        LocalInfile.set(database, true);
        try (Orm orm = open(database)) {
            assertThat(load(orm, 0)).as("statements of LOAD DATA").isEqualTo(1);
            Sql half = Sql.of("select count(*) from loaded where bit = 1");
            assertThat(orm.fetchSingle(half, Long.class)).isEqualTo(50);
            orm.execute(Sql.of("delete from loaded"));
            BulkException twice = catchThrowableOfType(BulkException.class, () -> load(orm, 77));
            assertThat(twice.row()).hasValue(77);
            assertNoValueIsKept(orm);
            assertThat(orm.fetchSingle(Sql.of("select count(*) from loaded"), Long.class))
                    .isZero();
        }
        LocalInfile.set(database, false);
        try (Orm orm = reopen(database)) {
            assertThat(load(orm, 0)).as("the server does not take it").isZero();
        }
        LocalInfile.set(database, true);
    }

    private static Orm reopen(TestDatabase database) {
        return Orm.open(
                DatabaseConfig.of(database.jdbcUrl()).withUser(database.user()).withPassword(database.password()));
    }

    @Test
    void loadsOutOfMemoryWhereTheServerTakesIt() throws SQLException {
        try (TestDatabase database = TestDatabase.mysql()) {
            check(database);
        }
        try (TestDatabase database = TestDatabase.mariadb()) {
            check(database);
        }
    }

    @Test
    void givesNoFileAway(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "1\tsecret\n");
        try (TestDatabase database = TestDatabase.mysql()) {
            LocalInfile.set(database, true);
            try (Orm orm = open(database)) {
                load(orm, 0);
                orm.execute(Sql.of("delete from loaded"));
                assertThatThrownBy(() -> {
                            try (Connection connection = orm.database().connection(Access.WRITE, "steal");
                                    Statement statement = connection.createStatement()) {
                                statement.execute("load data local infile '"
                                        + secret.toString().replace("\\", "/") + "' into table loaded (id, name)");
                            }
                        })
                        .isInstanceOf(SQLException.class);
                assertThat(orm.fetchSingle(Sql.of("select count(*) from loaded"), Long.class))
                        .isZero();
            }
        }
    }
}
