package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.sql.Sql;
import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.data.LoadReport;
import dev.cormorant.testing.data.TestData;
import dev.cormorant.testing.data.TestDataException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Test data from files: typed by the columns, in the order of the foreign keys, all or nothing, and told where it does not fit. */
public abstract class DataLoadContract extends OrmContract {

    /** For subclasses of the driver modules. */
    protected DataLoadContract() {}

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(
                connection,
                "create table typed (id bigint primary key, " + dialect().typedColumns() + ")",
                "create table country (code char(2) primary key, name varchar(20) not null, founded date)",
                "create table city (id " + dialect().generatedKey() + ", country char(2) not null, "
                        + "name varchar(20) not null default 'Nowhere', population integer, part_of bigint, "
                        + "foreign key (country) references country (code), foreign key (part_of) references city (id))",
                "create table egg (id bigint primary key, hen bigint)",
                "create table hen (id bigint primary key, egg bigint not null)");
        if (testDatabase().kind() != DatabaseKind.SQLITE) {
            Jdbc.run(
                    connection,
                    "alter table egg add foreign key (hen) references hen (id)" + deferrable(),
                    "alter table hen add foreign key (egg) references egg (id)");
        } else {
            Jdbc.run(
                    connection,
                    "drop table hen",
                    "drop table egg",
                    "create table egg (id bigint primary key, hen bigint references hen)",
                    "create table hen (id bigint primary key, egg bigint not null references egg)");
        }
    }

    private String deferrable() {
        return testDatabase().kind() == DatabaseKind.POSTGRES ? " deferrable" : "";
    }

    @BeforeEach
    final void empty() throws SQLException {
        run("update city set part_of = null", "delete from city", "delete from country", "delete from typed");
    }

    private TestDataException refusal(TestData data) {
        TestDataException refused = catchThrowableOfType(TestDataException.class, data::load);
        assertThat(refused).as("what was refused").isNotNull();
        return refused;
    }

    @Test
    void tellsNullFromTheEmptyTextInCsv() throws SQLException {
        TestData.into(orm())
                .csv("typed", "id,words,middle\n1,,\n2,\"\",7\n3,\" a,\"\"b\nc \",\n")
                .load();
        assertThat(number("select count(*) from typed where words is null")).isEqualTo(1);
        assertThat(number("select count(*) from typed where words = ''")).isEqualTo(1);
        assertThat(orm().fetchSingle(Sql.of("select words from typed where id = 3"), String.class))
                .isEqualTo(" a,\"b\nc ");
        assertThat(number("select middle from typed where id = 2")).isEqualTo(7);
    }

    @Test
    void readsEveryTypeThatTheColumnsHave() {
        String uid = "0190163d-8694-739b-aea5-966c26f8ad91";
        TestData.into(orm())
                .json(
                        "typed",
                        """
                        [{"id": 1, "tiny": -128, "big": 18446744073709551615, "exact": 1.5000000000, "single": 0.1,
                          "twice": 2.5e10, "words": "ü€漢", "bytes": "0x00ff", "flag": true, "day": "2024-02-29",
                          "hour": "23:59:59.123456", "local_time": "2024-02-29T12:00:00.5", "moment": "2024-02-29T12:00:00+01:00",
                          "uid": "%s", "document": {"a": [1, null]}, "mood": "CALM"},
                         {"id": 2, "words": null}]
                        """
                                .formatted(uid))
                .load();
        Typed read = orm().fetchSingle(
                        Sql.of("select exact, single, flag, day, moment, uid, document from typed where id = 1"),
                        Typed.class);
        assertThat(read.exact()).isEqualTo(new BigDecimal("1.5000000000"));
        assertThat(read.single()).isEqualTo(0.1f);
        assertThat(orm().fetchSingle(Sql.of("select bytes from typed where id = 1"), byte[].class))
                .containsExactly(0, 255);
        assertThat(read.flag()).isTrue();
        assertThat(read.day()).isEqualTo("2024-02-29");
        assertThat(read.moment()).isEqualTo("2024-02-29T11:00:00Z");
        assertThat(read.uid()).hasToString(uid);
        assertThat(read.document()).contains("null");
    }

    /** Some columns of the table of all types. */
    record Typed(
            BigDecimal exact,
            float single,
            boolean flag,
            LocalDate day,
            Instant moment,
            java.util.UUID uid,
            String document) {}

    @Test
    void fillsTablesInTheOrderOfTheirForeignKeysAndRowsLikewise() throws SQLException {
        LoadReport report = TestData.into(orm())
                .csv("CITY", "id,country,name,part_of\n12,NO,Grünerløkka,11\n11,NO,Oslo,\n")
                .csv("country", "code,name,founded\nNO,Norway,\n")
                .sql("-- grows; by some\nupdate city set population = 5 where name = 'Oslo';\n")
                .load();
        assertThat(report.statements()).isEqualTo(1);
        assertThat(report.rows()).containsExactly(Map.entry("country", 1), Map.entry("city", 2));
        assertThat(number("select population from city where id = 11")).isEqualTo(5);
        run("insert into city (country) values ('NO')");
        assertThat(number("select max(id) from city"))
                .as("keys go on behind those that were loaded")
                .isEqualTo(13);
    }

    @Test
    void givesColumnsThatAreNotNamedTheirDefaults() throws SQLException {
        TestData.into(orm())
                .json("", "{\"city\": [{\"country\": \"NO\"}], \"country\": [{\"code\": \"NO\", \"name\": \"\"}]}")
                .load();
        assertThat(number("select count(*) from city where name = 'Nowhere' and population is null"))
                .isEqualTo(1);
    }

    @Test
    void loadsTablesInACircleWhereForeignKeysCanWait() throws SQLException {
        TestData data = TestData.into(orm()).csv("egg", "id,hen\n1,2\n").csv("hen", "id,egg\n2,1\n");
        if (dialect().isMysqlFamily()) {
            assertThat(refusal(data)).hasMessageContaining("egg → hen → egg").hasMessageContaining("circle");
            return;
        }
        assertThat(data.load().rows()).containsOnlyKeys("egg", "hen");
        run("update egg set hen = null", "delete from hen", "delete from egg");
    }

    @Test
    void saysWhereAValueDoesNotFitAndLoadsNothing() throws SQLException {
        TestDataException refused = refusal(TestData.into(orm())
                .csv("country", "code,name\nNO,Norway\n")
                .csv("city", "country,population\nNO,1\nNO,many\n"));
        assertThat(refused.line()).isEqualTo(3);
        assertThat(refused.column()).contains("population");
        assertThat(refused)
                .hasMessageStartingWith("csv of city:3: column \"population\"")
                .hasMessageContaining("\"many\"")
                .hasMessageContaining("allowed: whole numbers from ");
        assertThat(number("select count(*) from country")).isZero();
        assertThat(refusal(TestData.into(orm()).json("typed", "[\n{\"id\": 1,\n \"bytes\": \"ff\"}]")))
                .hasMessageStartingWith("json of typed:3: column \"bytes\"")
                .hasMessageContaining("0x00ff");
    }

    @Test
    void saysWhatElseIsWrongInAFile() {
        assertThat(refusal(TestData.into(orm()).csv("countri", "code\nNO\n")))
                .hasMessageContaining("there is no table \"countri\"")
                .hasMessageContaining("country");
        assertThat(refusal(TestData.into(orm()).csv("country", "code,capital\nNO,Oslo\n")))
                .hasMessageContaining("csv of country:2")
                .hasMessageContaining("allowed: code, name, founded");
        assertThat(refusal(TestData.into(orm()).csv("country", "code,name\nNO\n")))
                .hasMessageContaining("1 values for 2 columns");
        assertThat(refusal(TestData.into(orm()).csv("country", "code,name\nNO,\n")))
                .hasMessageContaining("must not be null");
        assertThat(refusal(TestData.into(orm()).json("country", "[{\"code\": \"NO\"\n \"name\": 1}]")))
                .hasMessageContaining("json of country:2: it is no JSON");
        assertThat(refusal(TestData.into(orm()).sql("select 1;\ncreate table x (id int);")))
                .hasMessageContaining("sql:2")
                .hasMessageContaining("\"create\" is no statement for test data");
    }

    @Test
    void saysWhichLineTheDatabaseRefuses() throws SQLException {
        TestDataException twice =
                refusal(TestData.into(orm()).csv("country", "code,name\nNO,Norway\nSE,Sweden\nNO,Again\n"));
        assertThat(twice).hasMessageStartingWith("csv of country:4: the database refuses it");
        assertThat(twice).hasCauseInstanceOf(ConstraintViolationException.class);
        assertThat(refusal(TestData.into(orm()).sql("delete from country;\n\ninsert into nowhere values (1);")))
                .hasMessageStartingWith("sql:3: the database refuses it");
        assertThat(number("select count(*) from country")).isZero();
    }

    @Test
    void readsFilesAndFolders(@TempDir Path folder) throws IOException, SQLException {
        Files.writeString(folder.resolve("country.csv"), "\uFEFFcode,name\r\nNO,Norway\r\n");
        Files.writeString(folder.resolve("more.json"), "{\"city\": [{\"country\": \"NO\", \"name\": \"Bergen\"}]}");
        Files.writeString(folder.resolve("notes.txt"), "not read");
        assertThat(TestData.into(orm()).from(folder).load().rows()).containsOnlyKeys("country", "city");
        assertThat(number("select count(*) from city")).isEqualTo(1);
        TestDataException missing = catchThrowableOfType(
                TestDataException.class, () -> TestData.into(orm()).from("no/such/city.csv"));
        assertThat(missing).hasMessageContaining("no/such/city.csv: there is no such resource on the class path");
    }

    @Test
    void belongsToTheTransactionOfItsThread() throws SQLException {
        orm().transaction(transaction -> {
            TestData.into(orm()).csv("country", "code,name\nNO,Norway\n").load();
            assertThat(orm().fetch(Sql.of("select code from country"), String.class))
                    .isEqualTo(List.of("NO"));
            transaction.setRollbackOnly();
        });
        assertThat(number("select count(*) from country")).isZero();
    }
}
