package dev.cormorant.sql.internal.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cormorant.sql.internal.query.Renderer.Cut;
import dev.cormorant.sql.internal.query.Statement.Delete;
import dev.cormorant.sql.internal.query.Statement.Select;
import dev.cormorant.sql.internal.query.Statement.Update;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdqlTest {

    private static final Map<String, Object> GIVEN =
            Map.of(":p", 7, ":many", List.of(1, 2, 3), ":none", List.of(), ":text", "a%b_c!*[?", "?1", "x");

    private static final Shape SHAPE = new Shape() {
        @Override
        public int size(String key) {
            return GIVEN.get(key) instanceof List<?> many ? many.size() : -1;
        }

        @Override
        public boolean isNull(String key) {
            return !GIVEN.containsKey(key);
        }
    };

    private static Rendered rendered(SqlDialect dialect, String query) {
        Renderer renderer = new Renderer(dialect, Columns.CAR, key -> Optional.empty());
        Statement statement = Jdql.parse(query);
        if (statement instanceof Select select) {
            return renderer.select(select, SHAPE, Cut.NONE);
        }
        return statement instanceof Update update
                ? renderer.update(update, SHAPE)
                : renderer.delete((Delete) statement, SHAPE);
    }

    private static String where(SqlDialect dialect, String condition) {
        return rendered(dialect, "where " + condition).sql().replace("select * from car where ", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "price = 1 or price = 2 and sold = true | (price = ? or (price = ? and sold = ?))",
                "(price = 1 or price = 2) and sold = true | ((price = ? or price = ?) and sold = ?)",
                "not price > 1 and not (price < 2) | (not (price > ?) and not (price < ?))",
                "not not price > 1 | price > ?",
                "(price + 1) * 2 - -price >= 3 / 4.0 | (((price + ?) * ?) - -(price)) >= (? / ?)",
                "((price)) <> (1) | price <> ?",
                "price between :p and 9 | price between ? and ?",
                "price not between 1 and 2 + 3 | price not between ? and (? + ?)",
                "price in (1, :many, :p) | price in (?, ?, ?, ?, ?)",
                "price not in (:none) | 1 = 1",
                "price in (:none) | 1 = 0",
                "maker.name is not null and price IS NULL | (maker_name is not null and price is null)",
                "id(this) = 1 and version(this) = 2 | (id = ? and version = ?)",
                "color = RED or color = Columns.Color.GREEN | (color = ? or color = ?)",
                "lower(name) = upper(?1) | lower(name) = upper(?)",
                "abs(price) = 1 | abs(price) = ?",
            })
    void readsAndWritesConditions(String condition, String sql) {
        assertThat(where(SqlDialect.POSTGRES, condition)).isEqualTo(sql);
    }

    @Test
    void writesWhatEachDatabaseTakes() {
        String text = "name || '!' = left(name, 2) || right(name, 3) and length(name) / 2 = 1";
        assertThat(where(SqlDialect.POSTGRES, text))
                .isEqualTo("((name || ?) = (left(name, ?) || right(name, ?)) and (char_length(name) / ?) = ?)");
        assertThat(where(SqlDialect.MYSQL, text))
                .isEqualTo(
                        "(concat(name, ?) = concat(left(name, ?), right(name, ?)) and (char_length(name) div ?) = ?)");
        assertThat(where(SqlDialect.SQLITE, text))
                .isEqualTo("((name || ?) = (substr(name, 1, ?) || substr(name, max(length(name) - ?, 0) + 1))"
                        + " and (length(name) / ?) = ?)");
    }

    @Test
    void bindsEveryValueInItsPlace() {
        Rendered rendered = rendered(
                SqlDialect.SQLITE,
                "update Car set price = price + :p, color = GREEN, name = null, sold = false where name like :text"
                        + " and price < 1.5 and name = 'it''s' and id > 10000000000 and price in (:many)");
        assertThat(rendered.sql())
                .isEqualTo("update car set price = (price + ?), color = ?, name = null, sold = ? where (name glob ?"
                        + " and price < ? and name = ? and id > ? and price in (?, ?, ?))");
        assertThat(rendered.values(GIVEN::get))
                .containsExactly(7, "GREEN", false, "a*b?c![*][[][?]", 1.5, "it's", 10_000_000_000L, 1, 2, 3);
    }

    @Test
    void likeHasNoOtherSpecialCharactersThanTheStandards() {
        Rendered rendered = rendered(SqlDialect.MYSQL, "where name not like :text");
        assertThat(rendered.sql()).isEqualTo("select * from car where name not like ? escape '!'");
        assertThat(rendered.values(GIVEN::get)).containsExactly("a%b_c!!*[?");
        Rendered plain = rendered(SqlDialect.POSTGRES, "where name not like :text");
        assertThat(plain.sql()).isEqualTo("select * from car where name not like ?");
        assertThat(plain.values(GIVEN::get)).containsExactly("a%b_c!*[?");
    }

    @Test
    void takesTheTimeOfTheCall() {
        Rendered rendered = rendered(SqlDialect.POSTGRES, "where local date = local date");
        assertThat(rendered.values(GIVEN::get)).hasSize(2).allMatch(LocalDate.class::isInstance);
    }

    @Test
    void readsEachClauseAlone() {
        assertThat(Jdql.parse(" ")).isEqualTo(new Select(null, null, null, List.of()));
        assertThat(rendered(SqlDialect.POSTGRES, "select count(this)").sql()).isEqualTo("select count(*) from car");
        assertThat(rendered(SqlDialect.POSTGRES, "Select price From Car Order By price desc, name, id asc")
                        .sql())
                .isEqualTo("select price from car order by price desc nulls last, name, id");
        assertThat(rendered(SqlDialect.MYSQL, "order by price").sql()).isEqualTo("select * from car order by price");
        assertThat(rendered(SqlDialect.MYSQL, "delete from Car").sql()).isEqualTo("delete from car");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "where | at its end: a value (",
                "where price = 1 2 | at position 17, before \"2\": AND, OR, ORDER BY or the end is expected",
                "where price != 1 | unequal is <>",
                "where price | a comparison (= <> < <= > >=)",
                "where (price = 1 | the bracket that opens here is never closed",
                "where name = 'a | the text that begins here has no end",
                "where name like price | the pattern of LIKE is a text or a parameter",
                "where trim(name) = 'a' | there is no function trim; there are ABS",
                "where left(name) = 'a' | LEFT takes 2 arguments and has 1",
                "select price, name | a query selects one attribute",
                "update Car price = 1 | SET is expected here",
                "delete Car | FROM is expected here",
                "where price = : | a parameter is written :name or ?1",
                "where price = 1e | this is no number",
                "where price not 1 | BETWEEN, LIKE or IN is expected",
            })
    void saysWhereAndWhy(String query, String message) {
        assertThatThrownBy(() -> Jdql.parse(query))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("the query \"")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "where cost = 1 | Car has no attribute cost; its attributes are color, id",
                "where color = BLUE | Car has no attribute BLUE",
                "where price = 'a' | a Integer (price) cannot be compared with a String",
                "where name + 1 = 2 | arithmetic takes numbers, and one of its values is a String",
                "where price like '1%' | a pattern takes texts",
                "order by cost | Car has no attribute cost",
            })
    void refusesWhatTheEntityHasNot(String query, String message) {
        assertThatThrownBy(() -> rendered(SqlDialect.SQLITE, query))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesBracketsWithoutEnd() {
        String deep = "where " + "(".repeat(5_000) + "price = 1" + ")".repeat(5_000);
        assertThatThrownBy(() -> Jdql.parse(deep)).hasMessageContaining("nested deeper than 200 levels");
    }
}
