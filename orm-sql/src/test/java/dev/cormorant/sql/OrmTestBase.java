package dev.cormorant.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.config.DatabaseConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A fresh SQLite file with a few cities; after each test nothing may be in use. */
abstract class OrmTestBase {

    static final Sql ALL = Sql.of("select id, name, country_code, population from city order by id");
    static final int CITIES = 4;

    @TempDir
    Path folder;

    Orm orm;

    record City(int id, String name, String countryCode, Long population) {}

    DatabaseConfig config() {
        return DatabaseConfig.of("jdbc:sqlite:" + folder.resolve("cities.db")).withName("cities");
    }

    @BeforeEach
    void open() {
        orm = Orm.open(config());
        orm.execute(Sql.of("create table city (id integer primary key, name text not null unique,"
                + " country_code text not null, population integer)"));
        orm.executeBatch(
                "insert into city values (?, ?, ?, ?)",
                java.util.stream.Stream.of(
                        new Object[] {1, "Berlin", "DE", 3_426_354L},
                        new Object[] {2, "Köln", "DE", 963_395L},
                        new Object[] {3, "Lyon", "FR", 522_969L},
                        new Object[] {4, "Nowhere", "XX", null}));
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(orm.stats().isIdle()).as("%s", orm.stats()).isTrue();
        assertThat(orm.stats().connections().givenBack())
                .isEqualTo(orm.stats().connections().taken());
        orm.close();
    }
}
