package dev.cormorant.migrations.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.migrations.internal.script.Syntax;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which texts are the same statement, and what a statement does to its transaction. */
final class StatementTextTest {

    private static String hash(String sql, Syntax syntax) {
        return StatementText.of(1, sql, syntax).hash();
    }

    @ParameterizedTest
    @EnumSource(Syntax.class)
    void layoutCommentsAndCaseOfWordsMeanNothing(Syntax syntax) {
        String same = hash("create table city (id int, name varchar(5) default 'A b')", syntax);
        assertThat(hash("\uFEFFCREATE TABLE city\r\n(\r\n\tid INT,\r\n\tname VARCHAR(5) DEFAULT 'A b'\r\n)", syntax))
                .isEqualTo(same);
        assertThat(hash("-- so\ncreate /* and so */ table city(id int,name varchar(5)default 'A b')", syntax))
                .isEqualTo(same);
    }

    @ParameterizedTest
    @EnumSource(Syntax.class)
    void literalsNamesAndHintsMeanSomething(Syntax syntax) {
        String one = hash("insert into city values (1, 'A b')", syntax);
        assertThat(hash("insert into city values (1, 'a b')", syntax)).isNotEqualTo(one);
        assertThat(hash("insert into city values (1, 'A  b')", syntax)).isNotEqualTo(one);
        assertThat(hash("insert into city values (2, 'A b')", syntax)).isNotEqualTo(one);
        assertThat(hash("insert into \"city\" values (1, 'A b')", syntax)).isNotEqualTo(one);
        assertThat(hash("insert into city values (1, 'A b -- c')", syntax)).isNotEqualTo(one);
        assertThat(hash("select /*+ a */ 1", syntax)).isNotEqualTo(hash("select /*+ b */ 1", syntax));
    }

    @ParameterizedTest
    @CsvSource({
        "MYSQL, create table City (id int), create table city (id int)",
        "MYSQL, /*!40101 set a = 1 */, /*!40101 set a = 2 */",
        "POSTGRES, create table \"City\" (id int), create table \"city\" (id int)",
        "POSTGRES, select $a$ B $a$, select $a$ b $a$"
    })
    void whatOneDatabaseTellsApartIsApart(Syntax syntax, String one, String other) {
        assertThat(hash(one, syntax)).isNotEqualTo(hash(other, syntax));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MYSQL|insert into a values (1)|TRANSACTIONAL",
                "MYSQL|create table a (id int)|OWN_COMMIT",
                "MYSQL|create temporary table a (id int)|SPANNING",
                "MYSQL|call everything()|OWN_COMMIT",
                "MYSQL|lock tables a write|SPANNING",
                "MYSQL|start transaction|SPANNING",
                "MYSQL|set autocommit = 0|SPANNING",
                "MYSQL|set @a = 1|SESSION",
                "POSTGRES|create table a (id int)|TRANSACTIONAL",
                "POSTGRES|do $$ begin commit; end $$|OWN_COMMIT",
                "POSTGRES|begin|SPANNING",
                "POSTGRES|set role other|SPANNING",
                "SQLITE|create temp table a (id int)|SPANNING",
                "SQLITE|pragma foreign_keys = off|SESSION",
                "SQLITE|vacuum|OWN_COMMIT"
            })
    void tellsWhatAStatementDoesToItsTransaction(Syntax syntax, String sql, StatementKind kind) {
        assertThat(StatementKind.of(StatementText.of(1, sql, syntax), syntax, true))
                .isEqualTo(kind);
    }
}
