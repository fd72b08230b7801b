package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cormorant.core.error.OrmException;
import dev.cormorant.migrations.MigrationOptions;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.sql.Sql;
import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.reset.CleanDatabase;
import dev.cormorant.testing.reset.CleanDatabases;
import dev.cormorant.testing.reset.Reset;
import dev.cormorant.testing.reset.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A clean database for each test: what one has done the next does not see, whatever it was. */
public abstract class CleanDatabaseContract extends CleanDatabasesOfAClass {

    /** For subclasses of the driver modules. */
    protected CleanDatabaseContract() {}

    @Override
    final Schema schema() {
        return CleanTables.schema(kind());
    }

    /** Does work on a clean database, twice in a row: it meets what the template holds both times. */
    private void twice(Reset reset, Work work) throws SQLException {
        for (int test = 0; test < 2; test++) {
            try (CleanDatabase database = databases().take(reset)) {
                CleanTables.assertClean(database);
                work.on(database);
                database.reset();
                CleanTables.assertClean(database);
                work.on(database);
            }
        }
    }

    private interface Work {
        void on(CleanDatabase database) throws SQLException;
    }

    @ParameterizedTest
    @EnumSource(names = {"TEMPLATE", "DIRTY_TABLES", "ROLLBACK"})
    void undoesRows(Reset reset) throws SQLException {
        twice(reset, database -> {
            database.orm().execute(Sql.of("insert into mark (txt) values ('of a test')"));
            database.orm().execute(Sql.of("update country set txt = 'GERMANY' where id = 1"));
            database.orm().execute(Sql.of("delete from city where id = 2"));
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"TEMPLATE", "DIRTY_TABLES"})
    void undoesWhatTriggersAndForeignKeysHaveDone(Reset reset) throws SQLException {
        twice(reset, database -> {
            // A trigger writes to "log", and the cities of the country go with it.
            database.orm().execute(Sql.of("insert into watched (txt) values ('of a test')"));
            database.orm().execute(Sql.of("delete from watched"));
            database.orm().execute(Sql.of("delete from country where id = 1"));
            assertThat(CleanTables.count(database, "log")).isPositive();
            assertThat(CleanTables.count(database, "city")).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"TEMPLATE", "DIRTY_TABLES"})
    void takesCountersBack(Reset reset) throws SQLException {
        twice(reset, database -> {
            database.orm().execute(Sql.of("insert into mark (txt) values ('first')"));
            assertThat(CleanTables.number(database, "select id from mark")).isEqualTo(1);
            database.orm().execute(Sql.of("delete from mark"));
            database.orm().execute(Sql.of("insert into numbered (txt) values ('next')"));
            assertThat(CleanTables.number(database, "select max(id) from numbered"))
                    .isEqualTo(42);
            database.orm().execute(Sql.of("delete from numbered where id = 42"));
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"TEMPLATE", "DIRTY_TABLES"})
    void undoesChangedDefinitions(Reset reset) throws SQLException {
        String before;
        try (CleanDatabase database = databases().take(reset)) {
            before = Migrator.of(database.orm().database()).snapshot().fingerprint();
        }
        twice(reset, database -> {
            database.orm().execute(Sql.of("create table added (id integer)"));
            database.orm().execute(Sql.of("alter table mark add column more integer"));
            database.orm().execute(Sql.of("drop view big"));
            database.orm().execute(Sql.of("drop table log"));
        });
        try (CleanDatabase database = databases().take(reset)) {
            assertThat(Migrator.of(database.orm().database()).snapshot().fingerprint())
                    .isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TEMPLATE", "DIRTY_TABLES"})
    void undoesWhatGoesPastTheOrm(Reset reset) throws SQLException {
        twice(reset, database -> {
            try (Connection connection = database.database().connect()) {
                Jdbc.run(connection, "insert into mark (txt) values ('past all')");
            }
        });
    }

    @Test
    void leavesEverythingWithNone() {
        try (CleanDatabase database = databases().take(Reset.NONE)) {
            database.orm().execute(Sql.of("insert into mark (txt) values ('stays')"));
            database.reset();
        }
        try (CleanDatabase database = databases().take(Reset.NONE)) {
            assertThat(CleanTables.count(database, "mark")).isEqualTo(1);
        }
    }

    @Test
    void givesEachTestItsOwn() {
        try (CleanDatabase one = databases().take(Reset.TEMPLATE);
                CleanDatabase other = databases().take(Reset.DIRTY_TABLES)) {
            assertThat(one.database().name()).isNotEqualTo(other.database().name());
            one.orm().execute(Sql.of("insert into mark (txt) values ('one')"));
            CleanTables.assertClean(other);
        }
    }

    @Test
    void cutsOffWhatATestHasLeftInUse() throws SQLException {
        Connection left;
        try (CleanDatabase database = databases().take(Reset.TEMPLATE)) {
            left = database.dataSource().getConnection();
            Jdbc.run(left, "insert into mark (txt) values ('left')");
            assertThatIllegalStateException().isThrownBy(database::reset).withMessageContaining("in use");
        }
        try (left;
                CleanDatabase database = databases().take(Reset.DIRTY_TABLES)) {
            CleanTables.assertClean(database);
            assertThat(left.isValid(1)).isFalse();
        }
    }

    @Test
    void leavesNothingWhenClosed() {
        CleanDatabases own = CleanDatabases.of(kind(), Schema.sql("create table mark (id integer)"));
        TestDatabase database;
        try (own;
                CleanDatabase taken = own.take(Reset.TEMPLATE)) {
            taken.orm().execute(Sql.of("insert into mark values (1)"));
            database = taken.database();
        }
        assertThat(database.serverSessions()).isZero();
        assertThatIllegalStateException()
                .isThrownBy(() -> own.take(Reset.TEMPLATE))
                .withMessageContaining("closed");
        if (database.kind() == DatabaseKind.SQLITE) {
            assertThat(Path.of(database.name())).doesNotExist();
        } else {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> database.connect().close());
        }
    }

    @Test
    void makesATemplateAgainThatIsGoneOrHalfMade() throws SQLException {
        if (kind() == DatabaseKind.SQLITE) {
            // Its file is moved into place when it is whole; that it is made again is seen with the servers.
            return;
        }
        String table = "gone_" + System.nanoTime();
        try (CleanDatabases own = CleanDatabases.of(kind(), Schema.sql("create table " + table + " (id integer)"));
                CleanDatabase other = databases().take(Reset.NONE)) {
            own.take(Reset.TEMPLATE).close();
            // On MySQL and MariaDB a template without its mark is one that somebody was killed over.
            CleanTables.breakTemplateWith(table, other);
            try (CleanDatabase first = own.take(Reset.TEMPLATE);
                    CleanDatabase second = own.take(Reset.TEMPLATE)) {
                assertThat(CleanTables.count(first, table)).isZero();
                assertThat(CleanTables.count(second, table)).isZero();
            }
        }
    }

    @Test
    void saysWhatIsWrongWithASchema() {
        assertThatIllegalArgumentException().isThrownBy(() -> Schema.sql(" "));
        try (CleanDatabases wrong = CleanDatabases.of(kind(), Schema.sql("create tabel mark"))) {
            assertThatExceptionOfType(OrmException.class)
                    .isThrownBy(() -> wrong.take(Reset.TEMPLATE))
                    .withMessageContaining("make the schema of a test");
        }
    }

    @Test
    void hashesWhatAMigrationConsistsOf(@TempDir Path folder) throws Exception {
        Path script = folder.resolve("V1__mark.sql");
        Files.writeString(script, "create table mark (id integer)");
        MigrationOptions options = MigrationOptions.standard().withLocations("filesystem:" + folder);
        String before = Schema.migrations(options).hash();
        assertThat(Schema.migrations(options).hash()).isEqualTo(before).hasSize(64);
        assertThat(Schema.migrations(options.withPlaceholder("owner", "me")).hash())
                .isNotEqualTo(before);
        assertThat(Schema.migrations(options).and("select 1").hash()).isNotEqualTo(before);
        try (CleanDatabases migrated = CleanDatabases.of(kind(), Schema.migrations(options));
                CleanDatabase database = migrated.take(Reset.TEMPLATE)) {
            assertThat(CleanTables.count(database, "mark")).isZero();
            assertThat(List.of(Migrator.of(database.orm().database())
                            .options(options)
                            .info()
                            .version()))
                    .isNotEmpty();
        }
        Files.writeString(script, "create table mark (id integer, txt varchar(10))");
        assertThat(Schema.migrations(options).hash()).isNotEqualTo(before);
    }
}
