package dev.cormorant.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cormorant.core.error.MappingException;
import dev.cormorant.core.error.NestedLeaseException;
import dev.cormorant.core.error.StatementCancelledException;
import dev.cormorant.core.error.SyntaxException;
import dev.cormorant.sql.cursor.Cursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CursorTest extends OrmTestBase {

    private static final Sql MANY = Sql.of(
            "with recursive n(i) as (select 1 union all select i + 1 from n limit 1000000)" + " select i from n");

    @Test
    void streamsEveryRow() {
        long german = orm.stream(ALL, City.class, cities -> cities.filter(
                        city -> city.countryCode().equals("DE"))
                .count());
        assertThat(german).isEqualTo(2);
        List<String> names = orm.stream(
                orm.sql().resultQuery("select name from city order by id"), String.class, rows -> rows.limit(2)
                        .toList());
        assertThat(names).containsExactly("Berlin", "Köln");
    }

    @Test
    void streamsWithAMapper() {
        assertThat(orm.<Integer, Integer, RuntimeException>stream(
                        ALL, row -> row.getInt(1), ids -> ids.mapToInt(id -> id).sum()))
                .isEqualTo(10);
    }

    @Test
    void givesEverythingBackWhenTheWorkStopsEarly() {
        int first = orm.stream(MANY, Integer.class, rows -> rows.findFirst().orElseThrow());
        assertThat(first).isEqualTo(1);
        assertThat(orm.stats().isIdle()).isTrue();
    }

    @Test
    void passesTheCheckedExceptionOfTheWork() {
        IOException mine = new IOException("mine");
        assertThatThrownBy(() -> orm.stream(MANY, Integer.class, rows -> {
                    throw mine;
                }))
                .isSameAs(mine);
        assertThat(orm.stats().isIdle()).isTrue();
    }

    @Test
    void anEscapedStreamSaysWhereItWasOpened() {
        Stream<Integer> escaped = orm.stream(MANY, Integer.class, rows -> rows);
        assertThatThrownBy(escaped::count)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stream")
                .hasMessageContaining("opened at dev.cormorant.sql.CursorTest.anEscapedStreamSaysWhereItWasOpened")
                .hasMessageContaining("with recursive");
        Iterator<Integer> half = orm.stream(MANY, Integer.class, rows -> {
            Iterator<Integer> rest = rows.iterator();
            rest.next();
            return rest;
        });
        assertThatThrownBy(() -> {
                    half.next();
                    half.next();
                })
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
    }

    @Test
    void aParallelStreamIsReadByItsOwnThread() {
        long sum = orm.stream(
                ALL, City.class, rows -> rows.parallel().mapToLong(City::id).sum());
        assertThat(sum).isEqualTo(10);
    }

    @Test
    void aCursorGoesThroughTheRowsOnce() {
        try (Cursor<City> cursor = orm.cursor(ALL, City.class)) {
            List<String> names = new ArrayList<>();
            for (City city : cursor) {
                names.add(city.name());
            }
            assertThat(names).containsExactly("Berlin", "Köln", "Lyon", "Nowhere");
            assertThat(cursor.rowsRead()).isEqualTo(CITIES);
            assertThat(cursor.isClosed()).isTrue();
            assertThat(orm.stats().isIdle()).as("given back after the last row").isTrue();
            assertThat(cursor.next()).isFalse();
            assertThatThrownBy(cursor::iterator).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(cursor::row).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aCursorMovesRowByRow() {
        try (Cursor<String> cursor = orm.cursor(Sql.of("select name from city order by id"), String.class)) {
            assertThatThrownBy(cursor::row).hasMessageContaining("call next()");
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.row()).isEqualTo("Berlin");
            assertThat(cursor.row()).isEqualTo("Berlin");
            Iterator<String> rest = cursor.iterator();
            assertThat(rest.hasNext()).isTrue();
            assertThat(rest.hasNext()).isTrue();
            assertThat(rest.next()).isEqualTo("Köln");
            assertThat(cursor.rowsRead()).isEqualTo(2);
        }
    }

    @Test
    void anIteratorAtItsEndSaysSo() {
        try (Cursor<Integer> cursor = orm.cursor(Sql.of("select 1"), Integer.class)) {
            Iterator<Integer> rows = cursor.iterator();
            rows.next();
            assertThatThrownBy(rows::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void usedAfterCloseItSaysWhereItWasOpened() {
        Cursor<Integer> cursor = orm.cursor(MANY, Integer.class);
        cursor.next();
        cursor.close();
        cursor.close();
        assertThat(orm.stats().isIdle()).isTrue();
        assertThatThrownBy(cursor::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("CursorTest.usedAfterCloseItSaysWhereItWasOpened")
                .hasMessageContaining("1 rows");
        assertThatThrownBy(cursor::row).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(cursor::iterator).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void belongsToItsThread() {
        try (Cursor<Integer> cursor = orm.cursor(MANY, Integer.class)) {
            assertThatThrownBy(() -> CompletableFuture.runAsync(cursor::next).join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("belongs to the thread");
            assertThatThrownBy(() -> CompletableFuture.runAsync(cursor::close).join())
                    .hasCauseInstanceOf(IllegalStateException.class);
            assertThat(cursor.next()).isTrue();
        }
    }

    @Test
    void isSeenAndStoppedFromElsewhere() {
        try (Cursor<Integer> cursor = orm.cursor(MANY, Integer.class)) {
            cursor.next();
            long id = orm.executions().get(0).id();
            assertThat(CompletableFuture.supplyAsync(() -> orm.cancel(id)).join())
                    .isTrue();
            assertThatThrownBy(() -> {
                        while (cursor.next()) {
                            assertThat(cursor.row()).isPositive();
                        }
                    })
                    .isInstanceOf(StatementCancelledException.class);
            assertThat(orm.stats().isIdle()).isTrue();
        }
    }

    @Test
    void givesTheConnectionBackWhenTheMapperThrows() {
        try (Cursor<Integer> cursor =
                orm.cursor(Sql.of("select case when id < 3 then id end from city order by id"), Integer.class)) {
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.next()).isTrue();
            assertThatThrownBy(cursor::next)
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("row 3");
            assertThat(orm.stats().isIdle()).isTrue();
        }
        assertThatThrownBy(() -> orm.cursor(ALL, Integer.class))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("4 columns");
        assertThatThrownBy(() -> orm.cursor(Sql.of("select nothing"), Integer.class))
                .isInstanceOf(SyntaxException.class);
        assertThatThrownBy(() -> orm.cursor(orm.sql().resultQuery("select nothing"), Integer.class))
                .isInstanceOf(SyntaxException.class);
    }

    @Test
    void aSecondConnectionBesideAnOpenStreamIsRefusedAndBothPlacesAreNamed() {
        assertThatThrownBy(() -> orm.stream(MANY, Integer.class, rows -> orm.fetch(ALL, City.class)))
                .isInstanceOf(NestedLeaseException.class)
                .hasMessageContaining("stream")
                .hasMessageContaining("fetch");
    }

    @Test
    void endsWithItsTransaction() {
        List<Cursor<Integer>> escaped = new ArrayList<>();
        orm.transaction(transaction -> {
            Cursor<Integer> cursor = orm.cursor(MANY, Integer.class);
            cursor.next();
            orm.execute(Sql.of("delete from city where id = 4"));
            escaped.add(cursor);
        });
        assertThatThrownBy(() -> escaped.get(0).next())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("its transaction has ended")
                .hasMessageContaining("endsWithItsTransaction");
        escaped.get(0).close();
    }
}
