package dev.cormorant.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.core.error.SyntaxException;
import dev.cormorant.core.error.UnexpectedRowsException;
import java.sql.ResultSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FetchTest extends OrmTestBase {

    private static final Sql BY_COUNTRY = Sql.of("select name from city where country_code = :country order by name");

    @Test
    void readsRecordsInTheOrderOfTheQuery() {
        assertThat(orm.fetch(ALL, City.class))
                .containsExactly(
                        new City(1, "Berlin", "DE", 3_426_354L),
                        new City(2, "Köln", "DE", 963_395L),
                        new City(3, "Lyon", "FR", 522_969L),
                        new City(4, "Nowhere", "XX", null));
    }

    @Test
    void readsOneColumnTypes() {
        assertThat(orm.fetch(BY_COUNTRY.bind("country", "DE"), String.class)).containsExactly("Berlin", "Köln");
        assertThat(orm.fetchSingle(Sql.of("select count(*) from city"), long.class))
                .isEqualTo(4);
    }

    @Test
    void readsThroughAMapper() {
        assertThat(orm.fetch(ALL, row -> row.getString(2) + "/" + row.getString(3)))
                .startsWith("Berlin/DE", "Köln/DE");
    }

    @Test
    void givesAMutableList() {
        List<City> cities = orm.fetch(ALL, City.class);
        cities.clear();
        assertThat(cities).isEmpty();
    }

    @Test
    void bindsTheSameNameAtSeveralPlacesAndCollections() {
        Sql sql = Sql.of(
                "select id from city where country_code in (:countries) and (id > :min or :min < 0) order by id");
        assertThat(orm.fetch(sql.bindAll(Map.of("countries", List.of("DE", "FR"), "min", 1)), Integer.class))
                .containsExactly(2, 3);
        Sql without = Sql.of("select id from city where country_code in :countries order by id");
        assertThat(orm.fetch(without.bind("countries", List.of("FR", "XX")), Integer.class))
                .containsExactly(3, 4);
    }

    @Test
    void bindsInOrder() {
        Sql sql = Sql.of("select name from city where country_code = ? and population > ?", "DE", 1_000_000);
        assertThat(orm.fetch(sql, String.class)).containsExactly("Berlin");
    }

    @Test
    void bindsNullAndOptional() {
        Sql sql = Sql.of("select :a is null and :b is null and :c = 1").bindAll(new java.util.HashMap<>() {
            private static final long serialVersionUID = 1L;

            {
                put("a", null);
                put("b", Optional.empty());
                put("c", Optional.of(1));
            }
        });
        assertThat(orm.fetchSingle(sql, boolean.class)).isTrue();
    }

    @Test
    void neverPutsAValueIntoTheText() {
        assertThat(orm.fetch(BY_COUNTRY.bind("country", "DE' or '1'='1"), String.class))
                .isEmpty();
    }

    @Test
    void refusesMissingAndExtraValuesAndNamesTheKnownOnes() {
        assertThatThrownBy(() -> orm.fetch(BY_COUNTRY.bind("land", "DE"), String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no value is bound for country")
                .hasMessageContaining("there is no parameter land")
                .hasMessageContaining("the parameters country")
                .hasMessageContaining("sqlite \"cities\"");
    }

    @Test
    void refusesAnEmptyCollection() {
        Sql sql = Sql.of("select 1 from city where id in (:ids)").bind("ids", List.of());
        assertThatThrownBy(() -> orm.fetch(sql, Integer.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the collection for the parameter ids is empty");
    }

    @Test
    void fetchOneGivesTheRowOrNothing() {
        Sql byId = Sql.of("select id, name, country_code, population from city where id = :id");
        assertThat(orm.fetchOne(byId.bind("id", 3), City.class)).map(City::name).contains("Lyon");
        assertThat(orm.fetchOne(byId.bind("id", 99), City.class)).isEmpty();
        assertThat(orm.fetchOne(Sql.of("select max(id) from city where id > 99"), Integer.class))
                .isEmpty();
        assertThatThrownBy(() -> orm.fetchOne(ALL, City.class))
                .isInstanceOf(UnexpectedRowsException.class)
                .hasMessageContaining("more than one row")
                .hasMessageContaining("sqlite \"cities\"");
    }

    @Test
    void fetchSingleWantsExactlyOneRow() {
        assertThat(orm.fetchSingle(Sql.of("select name from city where id = 1"), (ResultSet row) -> row.getString(1)))
                .isEqualTo("Berlin");
        assertThatThrownBy(() -> orm.fetchSingle(Sql.of("select name from city where id = 99"), String.class))
                .isInstanceOf(UnexpectedRowsException.class)
                .hasMessageContaining("there is no row");
        assertThatThrownBy(() -> orm.fetchSingle(Sql.of("select name from city"), String.class))
                .isInstanceOf(UnexpectedRowsException.class)
                .hasMessageContaining("more than one row");
    }

    @Test
    void refusesNullInAListOfOneColumnTypes() {
        assertThatThrownBy(() -> orm.fetch(Sql.of("select population from city order by id"), Long.class))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("row 4")
                .hasMessageContaining("\"population\"")
                .hasMessageContaining("is NULL");
    }

    @Test
    void givesTheConnectionBackWhenTheMapperThrows() {
        IllegalStateException mine = new IllegalStateException("mine");
        assertThatThrownBy(() -> orm.fetch(ALL, row -> {
                    throw mine;
                }))
                .isSameAs(mine);
        assertThat(orm.stats().connections().active()).isZero();
        assertThatThrownBy(() -> orm.fetch(ALL, row -> row.getString("nothing")))
                .isInstanceOf(dev.cormorant.core.error.StatementException.class);
    }

    @Test
    void namesWhatTheDatabaseRefused() {
        assertThatThrownBy(() -> orm.fetch(Sql.of("select nothing from city"), String.class))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("sqlite \"cities\"")
                .hasMessageContaining("select nothing from city");
        assertThatThrownBy(() -> orm.execute(
                        Sql.of("insert into city values (9, :name, 'DE', 1)").bind("name", "Berlin")))
                .isInstanceOf(ConstraintViolationException.class)
                .hasMessageNotContaining("Berlin");
    }

    @Test
    void refusesStatementsThatBeginOrEndATransaction() {
        for (String sql :
                Arrays.asList("begin", "/* now */ COMMIT", "rollback to x", "savepoint x", "start transaction")) {
            assertThatThrownBy(() -> orm.execute(Sql.of(sql)))
                    .isInstanceOf(dev.cormorant.core.error.UnsupportedFeatureException.class)
                    .hasMessageContaining("orm.transaction");
        }
    }

    @Test
    void executeCountsTheRowsThatItChanged() {
        assertThat(orm.execute(Sql.of("update city set population = 0 where country_code = :c")
                        .bind("c", "DE")))
                .isEqualTo(2);
        assertThat(orm.execute(Sql.of("create table other (id integer)"))).isZero();
    }

    @Test
    void readsWhatAWriteReturns() {
        assertThat(orm.fetchSingle(
                        Sql.of("insert into city values (:id, :name, 'DE', null) returning id")
                                .bind("id", 10)
                                .bind("name", "Bonn"),
                        Integer.class))
                .isEqualTo(10);
        assertThat(orm.fetchSingle(Sql.of("select count(*) from city"), Long.class))
                .isEqualTo(5);
    }
}
