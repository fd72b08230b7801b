package dev.cormorant.examples;

import static dev.cormorant.testing.data.RowsAssert.assertThatQuery;
import static dev.cormorant.testing.data.RowsAssert.assertThatTable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.ReadOnlyException;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.sql.entity.EntityOptions;
import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.data.Rows;
import dev.cormorant.testing.data.Samples;
import dev.cormorant.testing.data.Snapshots;
import dev.cormorant.testing.data.TestData;
import dev.cormorant.testing.fault.Fault;
import dev.cormorant.testing.fault.FaultyDataSource;
import dev.cormorant.testing.fault.FaultyDrivers;
import dev.cormorant.testing.fault.MovableClock;
import dev.cormorant.testing.fault.ReadOnlyMode;
import dev.cormorant.testing.fault.Slowdown;
import jakarta.persistence.Id;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/testing.md about data and faults: they compile, do what is said there, and are the ones that stand there. */
final class TestingDocTest {

    private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Path DOCS = Path.of("..", "docs", "testing.md");
    private static final Path HERE = Path.of("src/test/java/dev/cormorant/examples/TestingDocTest.java");

    record City(@Id long id, String name, Optional<Integer> population, LocalDate founded) {}

    private TestDatabase database;
    private DatabaseConfig config;
    private Orm orm;

    @BeforeEach
    void open() {
        database = TestDatabase.sqlite();
        config = DatabaseConfig.of(database.jdbcUrl());
        orm = Orm.open(config);
        orm.execute(Sql.of(
                "create table city (id integer primary key, name text not null, population integer, founded date)"));
    }

    @AfterEach
    void close() {
        orm.close();
        database.close();
    }

    private static String bare(String code) {
        return code.replaceAll("//[^\n]*", "").replaceAll("\\s+", "");
    }

    @Test
    void standsHereWithAllItsExamples() throws IOException {
        String docs = Files.readString(DOCS);
        String here = bare(Files.readString(HERE));
        Matcher examples = EXAMPLE.matcher(docs.substring(docs.indexOf("## Data\n"), docs.indexOf("## A starter\n")));
        int count = 0;
        while (examples.find()) {
            for (String statement : bare(examples.group(1)).split(";", -1)) {
                assertThat(here).contains(statement);
            }
            count++;
        }
        assertThat(count).isEqualTo(7);
    }

    @Test
    void data(@TempDir Path folder) {
        TestData.into(orm).from("data/city.csv").load();
        assertThatTable(orm, "city").contains(Rows.of("name").row("Bergen"));
        orm.execute(Sql.of("delete from city"));
        TestData.into(orm)
                .csv(
                        "city",
                        """
                        id,name,population,founded
                        1,Oslo,709000,1048-01-01
                        2,"",,
                        """)
                .json("city", "[{\"id\": 3, \"name\": \"Ulm\"}]")
                .sql("update city set population = 0 where population is null;")
                .load();
        assertThatTable(orm, "city")
                .ignoring("id", "founded")
                .hasExactly(
                        Rows.csv(
                                """
                name,population
                Oslo,709000
                "",0
                Ulm,0
                """));
        assertThatQuery(orm, Sql.of("select name from city order by id"))
                .inOrder()
                .hasExactly(Rows.of("name").row("Oslo").row("").row("Ulm"));
        Snapshots.writeData(orm, folder.resolve("rows.jsonl"));
        Snapshots.writeSchema(orm, folder.resolve("schema.txt"));
        Snapshots.restoreData(orm, folder.resolve("rows.jsonl"));
        Snapshots.assertSchema(orm, folder.resolve("schema.txt"));
    }

    @Test
    void samples() {
        City one = Samples.of(City.class).with(City::name, "Oslo").build();
        List<City> many = Samples.of(City.class)
                .seed(7)
                .withEach("name", number -> "City " + number)
                .list(20);
        orm.entities(City.class).insert(one);
        orm.entities(City.class).insertAll(many);
        assertThat(orm.entities(City.class).findAll()).hasSize(21).contains(one).containsAll(many);
    }

    @Test
    void faults() {
        FaultyDrivers drivers = FaultyDrivers.forConfig(config);
        FaultyDataSource faulty = FaultyDataSource.of(drivers.connections());
        try (Database database = Database.open(config, drivers.through(faulty))) {
            Orm slow = Orm.over(database);
            faulty.slowDown(Slowdown.none().commits(Duration.ofMillis(50)));
            slow.transaction(tx -> slow.execute(Sql.of("delete from city where id = 1")));
            faulty.arm(Fault.at(1).throwing(() -> new SQLException("disk full", "53100")));
            assertThatThrownBy(() -> slow.execute(Sql.of("delete from city"))).isInstanceOf(OrmException.class);
        }
    }

    @Test
    @SuppressWarnings("try") // the mode is there to be closed, and for nothing else
    void readOnly() {
        try (ReadOnlyMode readOnly = ReadOnlyMode.of(database)) {
            orm.database().rotate(); // SQLite looks at the file when it opens it
            assertThatThrownBy(() -> orm.execute(Sql.of("delete from city"))).isInstanceOf(ReadOnlyException.class);
        }
        orm.database().rotate();
        assertThat(orm.execute(Sql.of("delete from city"))).isZero();
    }

    @Test
    void clock() {
        MovableClock clock = MovableClock.at(Instant.parse("2030-01-01T00:00:00Z"));
        Orm later = Orm.over(orm.database(), EntityOptions.defaults().withClock(clock));
        clock.advance(Duration.ofDays(3));
        assertThat(clock.instant()).isEqualTo("2030-01-04T00:00:00Z");
        assertThat(later.entities(City.class).count()).isZero();
    }
}
