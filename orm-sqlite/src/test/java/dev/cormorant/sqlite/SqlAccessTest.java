package dev.cormorant.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.driver.Access;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqlAccessTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "SELECT 1;",
                "  \n\tSelect 1 ; -- delete from t\n ; /* update */ ",
                "values (1), (2)",
                "explain delete from t",
                "explain query plan select 1",
                "-- insert\nselect 1",
                "--\rdelete\nselect 1",
                "/* delete from t */ select 1",
                "/* /* */ select 1",
                "/**/select/**/1",
                "\uFEFFselect 1",
                "select ';delete from t'",
                "select 'it''s; delete'",
                "select \"a;b\", `c;d`, [e;f] from t",
                "select 1 /* ; delete from t",
                "select 1 -- ; delete from t",
                "with a as (select 1) select * from a",
                "with a as (select 'delete') select \"update\", [insert], `replace` from a -- delete\n",
                "with a as (select 1 /* insert */) select * from a",
                "with recursive n(i) as (select 1 union all select i + 1 from n) select updated, inserted_at from n",
                "with délete as (select 1) select * from délete"
            })
    void readsWhatCertainlyDoesNotWrite(String sql) {
        assertThat(SqlAccess.of(sql)).isEqualTo(Access.READ);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "-- select 1",
                "/* select 1",
                "(select 1)",
                "; select 1",
                "insert into t select 1",
                "update t set a = 1",
                "delete from t",
                "replace into t values (1)",
                "create table t (a)",
                "drop table t",
                "pragma foreign_keys",
                "begin",
                "commit",
                "vacuum into 'x'",
                "attach 'x' as y",
                "analyze",
                "selects 1",
                "select1",
                "with a as (select 1) insert into t select * from a",
                "with a as (select 1) INSERT into t select * from a",
                "with a as (select '''') delete from t where x in a",
                "with a as (select 'x' /* ' */) update t set b = 1",
                "with a as (select \"\"\"\" ) delete from t",
                "with a as (select [[] ) delete from t",
                "with a as (select 1 -- ' \n) delete from t --'",
                "with a as (select 1 /* /* */) replace into t select * from a",
                "with a as (select 1)\u000Bdelete from t",
                "with a as (select '\\') delete from t --')",
                "select 1; delete from t",
                "select ''; delete from t",
                "select 1;;\n/* */ delete from t",
                "values (1); drop table t",
                "explain select 1; drop table t",
                "with a as (select 1) select 1; drop table t"
            })
    void takesEverythingElseForWriting(String sql) {
        assertThat(SqlAccess.of(sql)).isEqualTo(Access.WRITE);
    }
}
