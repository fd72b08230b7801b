package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cormorant.sql.Sql;
import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.reset.CleanDatabase;
import dev.cormorant.testing.reset.CleanDatabases;
import dev.cormorant.testing.reset.Reset;
import dev.cormorant.testing.reset.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A clean database for each test: what one has done the next does not see. */
public abstract class CleanDatabaseContract extends DatabaseContract {

    private static final Schema SCHEMA = Schema.sql(
            "create table mark (id integer primary key, text varchar(100) not null)",
            "insert into mark values (1, 'of the template')");

    /** For subclasses of the driver modules. */
    protected CleanDatabaseContract() {}

    private static void change(CleanDatabase database) {
        database.orm().execute(Sql.of("insert into mark values (2, 'of a test')"));
        database.orm().execute(Sql.of("update mark set text = 'changed' where id = 1"));
    }

    private static void assertClean(CleanDatabase database) {
        assertThat(database.orm().fetch(Sql.of("select text from mark"), String.class))
                .containsExactly("of the template");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void nextTestSeesTheTemplateAlone(Reset reset) {
        try (CleanDatabases databases = CleanDatabases.of(testDatabase().kind(), SCHEMA)) {
            for (int test = 0; test < 3; test++) {
                try (CleanDatabase database = databases.take(reset)) {
                    assertClean(database);
                    change(database);
                    database.reset();
                    assertClean(database);
                    change(database);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Reset.class)
    void refusesWhenClosed(Reset reset) {
        CleanDatabases databases = CleanDatabases.of(testDatabase().kind(), SCHEMA);
        TestDatabase database;
        try (databases;
                CleanDatabase taken = databases.take(reset)) {
            database = taken.database();
        }
        assertThat(database.serverSessions()).isZero();
        assertThatIllegalStateException()
                .isThrownBy(() -> databases.take(reset))
                .withMessageContaining("closed");
    }
}
