package dev.cormorant.testing.contract;

import static dev.cormorant.testing.data.RowsAssert.assertThatTable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cormorant.sql.Sql;
import dev.cormorant.testing.data.Rows;
import dev.cormorant.testing.data.SnapshotReport;
import dev.cormorant.testing.data.Snapshots;
import dev.cormorant.testing.data.TestDataException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots in files: every value comes back exactly, trees and keys included, and what cannot be restored changes nothing. */
public abstract class DataSnapshotContract extends OrmContract {

    private Path folder;

    /** For subclasses of the driver modules. */
    protected DataSnapshotContract() {}

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(
                connection,
                "create table typed (id bigint primary key, " + dialect().typedColumns() + own() + ")",
                "create table node (id bigint primary key, parent bigint, foreign key (parent) references node (id))",
                "create table leaf (id " + dialect().generatedKey() + ", node bigint not null, name varchar(20),"
                        + " foreign key (node) references node (id))",
                "create table unkeyed (name varchar(20), amount integer)");
    }

    /** Types that only one product has. */
    private String own() {
        return switch (testDatabase().kind()) {
            case SQLITE -> "";
            case POSTGRES -> ", span interval, tags text[], bits bit(5), local timetz, range int4range, real4 real";
            case MYSQL, MARIADB ->
                ", span time(6), choice enum('a', 'b'), choices set('a', 'b'), bits bit(5), real4 float, born year";
        };
    }

    @BeforeEach
    final void fill(@TempDir Path temporary) throws SQLException {
        folder = temporary;
        run(
                "delete from typed",
                "delete from leaf",
                "update node set parent = null",
                "delete from node",
                "delete from unkeyed");
        write(1, "tiny", (byte) -128);
        write(1, "large", Long.MIN_VALUE);
        write(1, "big", new BigInteger("18446744073709551615"));
        write(1, "exact", new BigDecimal("-9999999999999999999999999999.9999999999"));
        write(1, "single", 0.1f);
        write(1, "twice", -0.0);
        write(1, "words", "a'b\"c\\d\n\r\t\u0001 \uD83E\uDD86");
        write(1, "bytes", new byte[] {0, -1, 13, 10});
        write(1, "flag", true);
        fillSecond();
        writeOwn();
        run("insert into node values (1, null)", "insert into node values (5, 1)", "insert into node values (3, 5)");
        run("insert into leaf (node, name) values (3, 'leaf')");
        run(
                "insert into unkeyed values ('b', 2)",
                "insert into unkeyed values ('a', null)",
                "insert into unkeyed values ('b', 2)");
    }

    private void fillSecond() {
        write(2, "twice", Double.MAX_VALUE);
        write(2, "exact", new BigDecimal("1.5000000000"));
        write(2, "words", "");
        write(2, "bytes", new byte[1000]);
        write(2, "day", LocalDate.of(2024, 2, 29));
        write(2, "hour", LocalTime.of(23, 59, 59, 123_456_000));
        write(2, "local_time", LocalDateTime.of(2024, 2, 29, 1, 2, 3, 4000));
        write(2, "moment", Instant.parse("2024-02-29T12:00:00.000001Z"));
        write(2, "uid", UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad91"));
        write(2, "document", "{\"a\": [1.0,  null], \"b\": \"\\u00e9\"}");
    }

    private void write(int id, String column, Object value) {
        String parameter = column.equals("document") ? dialect().jsonParameter("value") : ":value";
        if (orm().fetchSingle(Sql.of("select count(*) from typed where id = " + id), Long.class) == 0) {
            orm().execute(Sql.of("insert into typed (id) values (" + id + ")"));
        }
        orm().execute(Sql.of("update typed set " + column + " = " + parameter + " where id = " + id)
                .bind("value", value));
    }

    private void writeOwn() throws SQLException {
        switch (testDatabase().kind()) {
            case SQLITE -> run("update typed set words = 7, middle = 'no number', twice = 9e999 where id = 2");
            case POSTGRES ->
                run(
                        "update typed set span = '1 mon -2 days 03:04:05.6', tags = '{a,\"b c\",NULL}', bits = b'10101', local = '01:02:03.5+02',"
                                + " range = '[1,5)', real4 = 0.1, twice = 'NaN', day = 'infinity', moment = '-infinity', hour = '24:00'"
                                + " where id = 2");
            case MYSQL, MARIADB ->
                run(
                        "update typed set span = '-838:59:58.5', choice = 'b', choices = 'a,b', bits = b'10101', real4 = 0.1, born = 1999"
                                + " where id = 2");
        }
    }

    private Path file() {
        return folder.resolve("rows.jsonl");
    }

    @Test
    void restoresEveryValueAsItWas() throws IOException {
        Rows typed = Rows.table(orm(), "typed");
        SnapshotReport written = Snapshots.writeData(orm(), file());
        assertThat(written.rows())
                .containsEntry("typed", 2L)
                .containsEntry("node", 3L)
                .containsEntry("unkeyed", 3L);
        String text = Files.readString(file());
        orm().execute(Sql.of("delete from typed where id = 2"));
        orm().execute(Sql.of("update typed set words = 'other', large = 1"));
        orm().execute(Sql.of("insert into unkeyed values ('c', 3)"));
        assertThat(Snapshots.restoreData(orm(), file()).rows()).isEqualTo(written.rows());
        assertThatTable(orm(), "typed").hasExactly(typed);
        // The text says every value to its last digit, so that the same text is the same rows.
        Snapshots.writeData(orm(), folder.resolve("again.jsonl"));
        assertThat(Files.readString(folder.resolve("again.jsonl"))).isEqualTo(text);
    }

    @Test
    void readsAsTheBytesThatWereWritten() throws SQLException {
        Double zero = zero();
        Snapshots.writeData(orm(), file(), "typed");
        run("delete from typed");
        Snapshots.restoreData(orm(), file());
        assertThat(orm().fetchSingle(Sql.of("select exact from typed where id = 2"), BigDecimal.class))
                .isEqualTo(new BigDecimal("1.5000000000"));
        assertThat(orm().fetchSingle(Sql.of("select bytes from typed where id = 1"), byte[].class))
                .containsExactly(0, -1, 13, 10);
        assertThat(zero()).as("the sign of a zero, where there is one").isEqualTo(zero);
        assertThat(orm().fetchSingle(Sql.of("select single from typed where id = 1"), Float.class))
                .isEqualTo(0.1f);
    }

    private Double zero() {
        return orm().fetchSingle(Sql.of("select twice from typed where id = 1"), Double.class);
    }

    @Test
    void writesALineForEachRowThatCanBeReviewed() throws IOException, SQLException {
        Snapshots.writeData(orm(), file(), "LEAF", "node", "unkeyed");
        List<String> lines = Files.readAllLines(file());
        assertThat(lines.get(0)).startsWith("{\"snapshot\":\"rows\",\"version\":1,\"product\":");
        assertThat(lines.get(1)).startsWith("{\"table\":\"node\",\"columns\":{\"id\":");
        assertThat(lines.subList(2, 5))
                .containsExactly("{\"id\":1,\"parent\":null}", "{\"id\":3,\"parent\":5}", "{\"id\":5,\"parent\":1}");
        assertThat(lines.subList(8, 11))
                .containsExactly(
                        "{\"name\":\"a\",\"amount\":null}",
                        "{\"name\":\"b\",\"amount\":2}",
                        "{\"name\":\"b\",\"amount\":2}");
        run("insert into leaf (node) values (1)");
        long next = number("select max(id) from leaf");
        Snapshots.restoreData(orm(), file());
        run("insert into leaf (node) values (1)");
        assertThat(number("select max(id) from leaf")).as("keys go on").isLessThanOrEqualTo(next + 1);
        assertThat(number("select count(*) from leaf")).isEqualTo(2);
    }

    @Test
    void changesNothingIfSomethingCannotBeRestored() throws IOException, SQLException {
        Snapshots.writeData(orm(), file(), "typed", "node", "leaf");
        String text = Files.readString(file());
        assertThat(refusal(text.replace("\"name\":\"leaf\"", "\"nam\":\"leaf\"")))
                .contains("each row has the columns of its table");
        assertThat(refusal(text.replace("\"product\":\"", "\"product\":\"NO"))).contains(":1: it is a snapshot of NO");
        assertThat(refusal(text + "{")).contains("it is no line of JSON");
        assertThat(refusal(text.replace("\"table\":\"leaf\"", "\"table\":\"leave\"")))
                .contains("the database has no table \"leave\"");
        assertThat(refusal(text.replace("{\"id\":5,\"parent\":1}", "{\"id\":1,\"parent\":1}")))
                .contains("the database refuses it");
        assertThat(number("select count(*) from node")).isEqualTo(3);
        if (dialect().isMysqlFamily()) {
            Snapshots.writeData(orm(), file(), "node");
            assertThat(refusal(Files.readString(file()))).contains("the table leaf refers to node");
        }
    }

    private String refusal(String text) throws IOException {
        Files.writeString(file(), text);
        Throwable refused = catchThrowable(() -> Snapshots.restoreData(orm(), file()));
        assertThat(refused).isInstanceOf(TestDataException.class);
        return String.valueOf(refused.getMessage());
    }

    @Test
    void comparesTheSchemaWithAFile() throws SQLException {
        Path schema = folder.resolve("schema.txt");
        Snapshots.writeSchema(orm(), schema);
        Snapshots.assertSchema(orm(), schema);
        run("alter table unkeyed add column colour varchar(10)");
        try {
            Throwable other = catchThrowable(() -> Snapshots.assertSchema(orm(), schema));
            assertThat(other)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("colour")
                    .hasMessageContaining("unkeyed");
        } finally {
            run("alter table unkeyed drop column colour");
        }
        Snapshots.assertSchema(orm(), schema);
    }
}
