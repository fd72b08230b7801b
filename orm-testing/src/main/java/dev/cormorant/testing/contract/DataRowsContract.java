package dev.cormorant.testing.contract;

import static dev.cormorant.testing.data.RowsAssert.assertThatQuery;
import static dev.cormorant.testing.data.RowsAssert.assertThatTable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cormorant.sql.Sql;
import dev.cormorant.testing.data.Rows;
import dev.cormorant.testing.data.TestData;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Assertions on rows: what is the same on every database, and what a failure shows. */
public abstract class DataRowsContract extends OrmContract {

    /** For subclasses of the driver modules. */
    protected DataRowsContract() {}

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(
                connection,
                "create table typed (id bigint primary key, " + dialect().typedColumns() + ")",
                "create table city (id bigint primary key, name varchar(20), population integer)");
    }

    @BeforeEach
    final void fill() throws SQLException {
        run("delete from typed", "delete from city");
        TestData.into(orm())
                .json(
                        "typed",
                        """
                        [{"id": 1, "exact": 1.5, "twice": 0.1, "words": "", "bytes": "0x00ff", "flag": true, "day": "2024-02-29",
                          "hour": "12:30", "moment": "2024-02-29T12:00:00Z", "local_time": "2024-02-29T12:00",
                          "uid": "0190163d-8694-739b-aea5-966c26f8ad91", "document": {"b": 1, "a": [2]}, "mood": "CALM"}]
                        """)
                .csv("city", "id,name,population\n1,Oslo,709000\n2,Bergen,\n3,Oslo,1\n")
                .load();
    }

    @Test
    void comparesValuesByWhatTheyMean() {
        assertThatTable(orm(), "typed")
                .hasExactly(Rows.of(
                                "ID", "exact", "twice", "words", "bytes", "flag", "day", "moment", "uid", "mood",
                                "tiny")
                        .row(
                                1,
                                new BigDecimal("1.50"),
                                0.1,
                                "",
                                new byte[] {0, -1},
                                true,
                                "2024-02-29",
                                OffsetDateTime.parse("2024-02-29T13:00+01:00"),
                                "0190163d-8694-739b-aea5-966c26f8ad91",
                                TypesContract.Mood.CALM,
                                null));
        assertThatTable(orm(), "typed")
                .hasExactly(
                        Rows.csv(
                                """
                id,twice,words,bytes,flag,moment,local_time,document,tiny
                1,0.1,"",0x00ff,1,2024-02-29T12:00:00Z,2024-02-29 12:00,"{""a"":[2],""b"":1}",
                """));
        assertThatQuery(orm(), Sql.of("select moment from typed"))
                .hasExactly(Rows.of("moment").row(Instant.parse("2024-02-29T12:00:00Z")));
    }

    @Test
    void tellsTheEmptyTextFromNull() {
        assertThat(catchThrowable(() -> assertThatTable(orm(), "typed").hasExactly(Rows.csv("id,words\n1,\n"))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("\"\" instead of null");
    }

    @Test
    void takesRowsInAnyOrderUnlessItIsAsked() {
        Rows turned =
                Rows.of("name", "population").row("Oslo", 1).row("Bergen", null).row("Oslo", 709_000L);
        assertThatTable(orm(), "city")
                .hasExactly(turned)
                .hasSize(3)
                .ignoring("population")
                .inOrder()
                .hasExactly(Rows.csv("name\nOslo\nBergen\nOslo\n"));
        assertThat(catchThrowable(() -> assertThatTable(orm(), "city").inOrder().hasExactly(turned)))
                .hasMessageContaining("3 there, 2 of them in another place");
        assertThatTable(orm(), "city")
                .contains(Rows.of("name").row("Bergen"))
                .containsNone(Rows.of("name").row("Ulm"));
        assertThat(catchThrowable(() -> assertThatTable(orm(), "city")
                        .containsNone(Rows.of("name").row("Oslo"))))
                .isInstanceOf(AssertionError.class);
        assertThatQuery(orm(), Sql.of("select name from city where id = 0"))
                .isEmpty()
                .hasExactly(Rows.of("name"));
    }

    @Test
    void showsMissingUnexpectedAndDifferentRowsInATable() {
        Rows expected = Rows.of("id", "name", "population")
                .row(1, "Oslo", 700_000)
                .row(2, "Bergen", null)
                .row(4, "Bern", 140_000);
        assertThat(catchThrowable(
                        () -> assertThatTable(orm(), "city").as("cities").hasExactly(expected)))
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        """
                        [cities] table city: 1 missing, 1 unexpected, 1 different, 1 as expected
                                      id | name | population
                          missing     4  | Bern | 140000
                          unexpected  3  | Oslo | 1
                          different   1  | Oslo | 709000 instead of 700000""");
        assertThat(catchThrowable(() -> assertThatTable(orm(), "city")
                        .keyedBy("name")
                        .contains(Rows.of("name", "population").row("Bergen", 7))))
                .hasMessageContaining("null instead of 7")
                .hasMessageNotContaining("unexpected  ");
    }

    @Test
    void boundsWhatAFailureShows() {
        Rows many = Rows.of("id", "name");
        for (int i = 10; i < 60; i++) {
            many = many.row(i, "x".repeat(100) + i);
        }
        Rows expected = many;
        Throwable failure = catchThrowable(() -> assertThatTable(orm(), "city").hasExactly(expected));
        assertThat(failure).hasMessageContaining("50 missing, 3 unexpected").hasMessageContaining("… and 30 more");
        assertThat(failure.getMessage()).hasSizeLessThan(2500);
    }

    @Test
    void refusesColumnsThatAreNotThere() {
        assertThat(catchThrowable(() ->
                        assertThatTable(orm(), "city").hasExactly(Rows.of("nam").row("Oslo"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("table city has no column nam; it has id, name, population");
        assertThat(catchThrowable(() -> Rows.table(orm(), "cities"))).hasMessageContaining("there are city, typed");
    }
}
