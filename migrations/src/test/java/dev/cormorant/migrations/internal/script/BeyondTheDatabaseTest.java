package dev.cormorant.migrations.internal.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BeyondTheDatabaseTest {

    private static final String REAL = "shop";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MYSQL | use shop",
                "MYSQL | alter table shop.city add x int",
                "MYSQL | drop table `Shop`.`city`",
                "MYSQL | create database other",
                "MYSQL | set global max_connections = 5",
                "MYSQL | grant select on city to somebody",
                "POSTGRES | drop role somebody",
                "POSTGRES | alter system set work_mem = '1MB'",
                "POSTGRES | create database other",
                "SQLITE | attach database 'other.db' as other",
                "SQLITE | vacuum into 'copy.db'"
            })
    void findsWhatReachesBeyond(Syntax syntax, String statement) {
        assertThat(BeyondTheDatabase.find("select 1;\n" + statement + ";", syntax, REAL))
                .hasValueSatisfying(found -> assertThat(found.line()).isEqualTo(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MYSQL | create table city (shop int)",
                "MYSQL | insert into city values ('use shop.city')",
                "MYSQL | select c.id from workshop.city c",
                "POSTGRES | grant select on city to somebody",
                "POSTGRES | create table role (id int)",
                "POSTGRES | select shop.id from shop",
                "SQLITE | create table attached (id int)"
            })
    void letsTheRestPass(Syntax syntax, String statement) {
        assertThat(BeyondTheDatabase.find("select 1;\n" + statement + ";", syntax, REAL))
                .isEmpty();
    }
}
