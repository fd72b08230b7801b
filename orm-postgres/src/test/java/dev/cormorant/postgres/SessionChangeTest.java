package dev.cormorant.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionChangeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set work_mem = '64MB'",
                "  SET ROLE reader",
                "reset all",
                "listen news",
                "prepare q as select 1",
                "discard plans",
                "create temp table t (id int)",
                "create local temporary table t (id int) on commit delete rows",
                "declare c cursor with hold for select 1",
                "select set_config('work_mem', '64MB', false)",
                "select pg_advisory_lock(7)"
            })
    void isSeen(String sql) {
        assertThat(SessionChange.isIn(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "select 1",
                "insert into settings values ('set role')",
                "update t set a = 1",
                "set local work_mem = '64MB'",
                "set transaction isolation level serializable",
                "set constraints all deferred",
                "create table temporary_things (id int)",
                "create temp table t (id int) on commit drop",
                "declare c cursor for select 1",
                "release savepoint s"
            })
    void isNotSeenWhereTheTransactionEndsIt(String sql) {
        assertThat(SessionChange.isIn(sql)).isFalse();
    }
}
