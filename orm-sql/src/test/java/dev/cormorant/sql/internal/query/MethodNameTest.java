package dev.cormorant.sql.internal.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cormorant.sql.internal.query.Renderer.Cut;
import dev.cormorant.sql.internal.query.Statement.Delete;
import dev.cormorant.sql.internal.query.Statement.Select;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MethodNameTest {

    private static final Shape SINGLE = new Shape() {
        @Override
        public int size(String key) {
            return -1;
        }

        @Override
        public boolean isNull(String key) {
            return false;
        }
    };

    private static String sql(String name) {
        Renderer renderer = new Renderer(SqlDialect.MYSQL, Columns.CAR, key -> Optional.empty());
        Statement statement = MethodName.parse(name, Columns.CAR).statement();
        return statement instanceof Select select
                ? renderer.select(select, SINGLE, Cut.NONE).sql()
                : renderer.delete((Delete) statement, SINGLE).sql();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "findAll | select * from car",
                "countAll | select count(*) from car",
                "deleteById | delete from car where id = ?",
                "findByPriceAndName | select * from car where (price = ? and name = ?)",
                "findByPriceOrNameAndSoldTrue | select * from car where (price = ? or (name = ? and sold = ?))",
                "findBySalesOrRentNot | select * from car where salesorrent <> ?",
                "findByMakerName | select * from car where maker_name = ?",
                "findByMaker_name | select * from car where maker_name = ?",
                "findByOrderNumber | select * from car where ordernumber = ?",
                "findCheapCarsByPriceLessThanEqual | select * from car where price <= ?",
                "findByPriceNotGreaterThan | select * from car where not (price > ?)",
                "findByPriceNotBetween | select * from car where price not between ? and ?",
                "findByNameIgnoreCaseNotLike | select * from car where lower(name) not like lower(?) escape '!'",
                "findByNameContains | select * from car where name like ? escape '!'",
                "findByPriceNotNull | select * from car where price is not null",
                "findByNameIn | select * from car where name in (?)",
                "findByNameOrderByPriceDescNameIgnoreCaseAscId |"
                        + " select * from car where name = ? order by price desc, lower(name), id",
                "findOrderByName | select * from car order by name",
                "existsByOrderNumber | select * from car where ordernumber = ?",
            })
    void readsNames(String name, String sql) {
        assertThat(sql(name)).isEqualTo(sql);
    }

    @Test
    void countsWhatItTakesAndGives() {
        MethodName name = MethodName.parse("findFirst12ByPriceBetweenAndNameNullOrIdIn", Columns.CAR);
        assertThat(name.first()).isEqualTo(12);
        assertThat(name.parameters()).isEqualTo(3);
        assertThat(MethodName.parse("findFirstByName", Columns.CAR).first()).isEqualTo(1);
        assertThat(MethodName.parse("existsByName", Columns.CAR).action()).isEqualTo(MethodName.Action.EXISTS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "findByCost | \"Cost\" begins with no attribute; the attributes of Car are color, id",
                "findByPriceAndCost | \"Cost\" begins with no attribute",
                "findByNameOrderByCost | \"Cost\" behind OrderBy names no attribute",
                "countFirstByName | only find has First and OrderBy",
                "findFirst0ByName | the number behind First is from 1",
                "findByNameEmpty | Empty asks for collections",
            })
    void saysWhatIsWrong(String name, String message) {
        assertThatThrownBy(() -> MethodName.parse(name, Columns.CAR))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("the name \"" + name + "\" is no query")
                .hasMessageContaining(message);
    }
}
