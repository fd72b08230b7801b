package dev.cormorant.core.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqlTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "  \n\tSELECT 1",
                "((select 1) union (select 2))",
                "-- a comment\nselect 1",
                "/* one */ /* two */ with x as (select 1) select * from x",
                "values (1)",
                "TABLE city"
            })
    void knowsAStatementThatGivesRows(String sql) {
        assertThat(SqlText.isSelect(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "-- select",
                "/* select",
                "selecting",
                "insert into t select 1",
                "update t set a = 1",
                "create table selects (a int)",
                "call p()",
                "(",
                "1 select"
            })
    void takesNothingElseForOne(String sql) {
        assertThat(SqlText.isSelect(sql)).isFalse();
    }
}
