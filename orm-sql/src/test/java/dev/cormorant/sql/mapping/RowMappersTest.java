package dev.cormorant.sql.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cormorant.core.driver.JdbcColumnTypes;
import dev.cormorant.core.error.MappingException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On real results of an in-memory SQLite, read both ways: as if its columns were typed, and as they are. */
final class RowMappersTest {

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private static RowMappers mappers(boolean typed) {
        return RowMappers.of(JdbcColumnTypes.standard(), typed);
    }

    private <T> List<T> read(RowMappers mappers, Class<T> type, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            RowMapper<T> mapper = mappers.mapper(type, rows.getMetaData());
            List<T> list = new ArrayList<>();
            while (rows.next()) {
                list.add(mapper.map(rows));
            }
            return list;
        }
    }

    private void refused(Class<?> type, String sql, String... parts) {
        assertThatThrownBy(() -> read(mappers(false), type, sql))
                .isInstanceOf(MappingException.class)
                .hasMessageContainingAll(parts);
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private enum Sort {
        BIG,
        SMALL
    }

    @SuppressWarnings("ArrayRecordComponent") // It is what is read here.
    private record Everything(
            boolean flag,
            byte tiny,
            short small,
            int number,
            long large,
            float single,
            double twice,
            Integer boxed,
            BigDecimal exact,
            String text,
            byte[] bytes,
            UUID id,
            Sort sort,
            Optional<String> some,
            Optional<Long> none) {}

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsEverySortOfComponent(boolean typed) throws SQLException {
        run(
                "create table t (flag integer, tiny integer, small smallint, number integer, large bigint, single real,"
                        + " twice double, boxed integer, exact integer, text text, bytes blob, id text, sort text, some text, none integer)");
        run("insert into t values (1, -128, 32767, -2147483648, 9223372036854775807, 1.5, 2.25, 7, 12, 'ä', x'0102',"
                + " '00000000-0000-0001-0000-000000000002', 'SMALL', 'x', null)");
        Everything row =
                read(mappers(typed), Everything.class, "select * from t").get(0);
        assertThat(row)
                .usingRecursiveComparison()
                .isEqualTo(new Everything(
                        true,
                        Byte.MIN_VALUE,
                        Short.MAX_VALUE,
                        Integer.MIN_VALUE,
                        Long.MAX_VALUE,
                        1.5f,
                        2.25,
                        7,
                        new BigDecimal("12"),
                        "ä",
                        new byte[] {1, 2},
                        new UUID(1, 2),
                        Sort.SMALL,
                        Optional.of("x"),
                        Optional.empty()));
    }

    private record Place(String countryCode, int x1) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 'DE' as country_code, 1 as x1",
                "select 1 as \"X1\", 'DE' as \"COUNTRY_CODE\"",
                "select 'DE' as \"countryCode\", 1 as x_1",
                "select 'DE' as CountryCode, 9 as other, 1 as x1, 8 as other"
            })
    void findsColumnsWhateverTheirCaseAndOrder(String sql) throws SQLException {
        assertThat(read(mappers(true), Place.class, sql)).containsExactly(new Place("DE", 1));
    }

    @Test
    void saysWhichColumnIsMissingOrThereTwice() {
        refused(
                Place.class,
                "select 'DE' as country, 1 as x1",
                "no column for the component countryCode",
                "its columns are country, x1");
        refused(
                Place.class,
                "select 'DE' as country_code, 1 as x1, 2 as x_1",
                "more than one column for the component x1",
                "[2, 3]");
    }

    private record Numbers(int number, long large, float single, double twice) {}

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesNullForAPrimitive(boolean typed) throws SQLException {
        run("create table n (number integer, large bigint, single real, twice double)");
        run("insert into n values (0, 0, 0, 0)");
        assertThat(read(mappers(typed), Numbers.class, "select * from n")).containsExactly(new Numbers(0, 0, 0, 0));
        for (String column : List.of("number", "large", "single", "twice")) {
            run("update n set number = 0, large = 0, single = 0, twice = 0");
            run("update n set " + column + " = null");
            assertThatThrownBy(() -> read(mappers(typed), Numbers.class, "select * from n"))
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("\"" + column + "\"")
                    .hasMessageContaining("component " + column + " of Numbers")
                    .hasMessageContaining("Optional");
        }
    }

    @Test
    void cutsNothingWhereTheColumnSaysTooLittle() {
        refused(Numbers.class, "select 3000000000 as number, 1 as large, 1 as single, 1 as twice", "whole numbers");
        refused(Numbers.class, "select 1.5 as number, 1 as large, 1 as single, 1 as twice", "whole numbers");
    }

    @Test
    void noticesThatAColumnHasChangedItsType() throws SQLException {
        RowMappers mappers = mappers(true);
        run("create table a (number integer, large bigint, single real, twice double)");
        run("insert into a values (1, 2, 3, 4)");
        run("create table b (number text, large text, single text, twice text)");
        run("insert into b values ('1', '2', '3', '4')");
        assertThat(read(mappers, Numbers.class, "select * from a")).hasSize(1);
        assertThatThrownBy(() -> read(mappers, Numbers.class, "select * from b"))
                .isInstanceOf(MappingException.class);
        assertThat(read(mappers, Numbers.class, "select * from a")).hasSize(1);
        assertThat(mappers.size()).isEqualTo(1);
    }

    private record Empty() {}

    record Picky(int id) {
        Picky {
            if (id < 0) {
                throw new IllegalArgumentException("s3cr3t " + id);
            }
        }
    }

    private record Generic<T>(T value) {}

    private record Odd(List<String> names) {}

    private record OptionalOfWhat(Optional<?> what) {}

    private static final class NoRecord {}

    @Test
    void refusesWhatCannotBeMapped() throws SQLException {
        assertThat(read(mappers(true), Empty.class, "select 1 as id")).containsExactly(new Empty());
        assertThatThrownBy(() -> read(mappers(true), Picky.class, "select -1 as id"))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("IllegalArgumentException")
                .hasMessageNotContaining("s3cr3t")
                .hasRootCauseMessage("s3cr3t -1");
        refused(Odd.class, "select 1 as names", "component names", "java.util.List<java.lang.String>");
        refused(Generic.class, "select 1 as value", "component value");
        refused(OptionalOfWhat.class, "select 1 as what", "an Optional that does not say of what");
        refused(NoRecord.class, "select 1", "neither a record nor a type of one column", "RowMapper");
        refused(Integer.class, "select 1 as a, 2 as b", "2 columns (a, b)");
        refused(Sort.class, "select 'HUGE'", "[BIG, SMALL]");
    }

    @Test
    void readsOneColumnTypes() throws SQLException {
        assertThat(read(mappers(true), int.class, "select 7")).containsExactly(7);
        assertThat(read(mappers(true), Sort.class, "select 'BIG'")).containsExactly(Sort.BIG);
        refused(String.class, "select null as a", "\"a\"", "is NULL");
    }

    /** What goes round and round over more than are kept finds none of them. */
    @Test
    void keepsAThousandShapes() throws SQLException {
        RowMappers mappers = mappers(false);
        for (int i = 0; i < 1_000; i++) {
            read(mappers, Empty.class, "select 1 as c" + i);
        }
        assertThat(mappers.size()).isEqualTo(1_000);
    }

    @Test
    void keepsABoundedNumberOfShapes() throws SQLException {
        RowMappers mappers = mappers(false);
        for (int i = 0; i < 2 * RowMappers.CAPACITY + 10; i++) {
            read(mappers, Empty.class, "select 1 as c" + i);
        }
        assertThat(mappers.size()).isLessThanOrEqualTo(RowMappers.CAPACITY);
    }
}
