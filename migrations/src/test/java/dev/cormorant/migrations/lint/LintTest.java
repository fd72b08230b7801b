package dev.cormorant.migrations.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bad and a good script for each rule and database: each bad one is found where it stands, and no good one. */
final class LintTest {

    private static final String HEAD = "-- what this is for\n\ncreate table fresh (id int);\n\n";

    /** A rule, whose it is, the statement that breaks it and one that does not. */
    private record Pair(String rule, String target, String bad, String good) {}

    private static Stream<Pair> pairs() {
        return Stream.of(postgres(), mysql(), sqlite(), common()).flatMap(pairs -> pairs);
    }

    private static Stream<Pair> postgres() {
        return Stream.of(
                new Pair(
                        "index-not-concurrent",
                        "postgres",
                        "create unique index i on t (a)",
                        "create index i on fresh (id)"),
                new Pair("drop-index-not-concurrent", "postgres", "drop index if exists i", "drop table if exists t"),
                new Pair(
                        "mixed-transactional",
                        "postgres",
                        "create index concurrently i on t (a)",
                        "create index i on fresh (id)"),
                new Pair("mixed-transactional", "postgres", "vacuum t", "analyze t"),
                new Pair(
                        "column-volatile-default",
                        "postgres",
                        "alter table t add column a uuid default gen_random_uuid()",
                        "alter table t add column a int default 0"),
                new Pair(
                        "column-volatile-default",
                        "postgres",
                        "alter table t add a bigserial",
                        "alter table t add a bigint"),
                new Pair(
                        "column-volatile-default",
                        "postgres",
                        "alter table t add b int, add c int generated always as (a * 2) stored",
                        "alter table t add c int"),
                new Pair(
                        "column-default-rewrite",
                        "postgres 10",
                        "alter table t add column a int default 0",
                        "alter table t add column a int"),
                new Pair(
                        "column-type-change",
                        "postgres",
                        "alter table only app.t alter column a type bigint",
                        "alter table t alter column a type text"),
                new Pair(
                        "set-not-null",
                        "postgres",
                        "alter table t alter a set not null",
                        "alter table t alter a drop not null"),
                new Pair(
                        "foreign-key-validated",
                        "postgres",
                        "alter table t add constraint f foreign key (a) references u (id)",
                        "alter table t add constraint f foreign key (a) references u (id) not valid"),
                new Pair(
                        "check-validated",
                        "postgres",
                        "alter table t add check (a > 0)",
                        "alter table t add constraint c check (a > 0) not valid"),
                new Pair(
                        "constraint-builds-index",
                        "postgres",
                        "alter table t add constraint u unique (a)",
                        "alter table t add constraint u unique using index i"),
                new Pair(
                        "validated-too-soon",
                        "postgres",
                        "alter table t validate constraint c; alter table t add constraint d check (a > 0) not valid",
                        "alter table t validate constraint c"),
                new Pair(
                        "table-rewrite",
                        "postgres",
                        "alter table t set unlogged",
                        "alter table t set (fillfactor = 70)"),
                new Pair(
                        "long-lock",
                        "postgres",
                        "refresh materialized view v",
                        "refresh materialized view concurrently v"),
                new Pair("long-lock", "postgres", "lock table t in exclusive mode", "select 'lock table t'"));
    }

    private static Stream<Pair> mysql() {
        return Stream.of("mysql", "mariadb")
                .flatMap(target -> Stream.of(
                        new Pair("several-ddl", target, "alter table t add column a int", "select 1"),
                        new Pair("mixed-transactional", target, "insert into t values (1)", "select 'insert into t'"),
                        new Pair(
                                "copy-algorithm",
                                target,
                                "alter table t modify column a bigint",
                                "alter table t modify column a bigint, algorithm=inplace, lock=none"),
                        new Pair(
                                "copy-algorithm",
                                target,
                                "alter table t add column a int, algorithm=copy",
                                "alter table t add column a int, algorithm=instant"),
                        new Pair(
                                "foreign-key-validated",
                                target,
                                "alter table t add constraint f foreign key (a) references u (id)",
                                "alter table t add constraint f foreign key (a) references u (id), algorithm=inplace"),
                        new Pair(
                                "long-lock",
                                target,
                                "alter table t add fulltext index (a)",
                                "alter table t add index (a)"),
                        new Pair(
                                "long-lock",
                                target,
                                "alter table t add index (a), lock=shared",
                                "alter table t add index (a), lock=none"),
                        new Pair(
                                "column-rebuild",
                                "mysql 5",
                                "alter table t add column a int",
                                "alter table t add column a int, algorithm=inplace")));
    }

    private static Stream<Pair> sqlite() {
        return Stream.of(
                new Pair(
                        "column-refused",
                        "sqlite",
                        "alter table t add column a text default current_timestamp",
                        "alter table t add column a text default 'x'"),
                new Pair(
                        "column-refused",
                        "sqlite",
                        "alter table [my t] add a int unique",
                        "alter table fresh add a int"),
                new Pair("no-effect-in-transaction", "sqlite", "pragma foreign_keys = off", "pragma user_version = 7"));
    }

    private static Stream<Pair> common() {
        return Stream.of("postgres", "mysql", "mariadb", "sqlite")
                .flatMap(target -> Stream.of(
                        new Pair(
                                "column-not-null-without-default",
                                target,
                                "alter table t add column a int not null",
                                "alter table t add column a int not null default 0"),
                        new Pair("drop-without-if-exists", target, "drop view v", "drop view if exists v"),
                        new Pair("every-row", target, "update t set a = 1", "update t set a = 1 where id < 100"),
                        new Pair("every-row", target, "delete from t", "delete from t where a = 'x; y'"),
                        new Pair(
                                "rename",
                                target,
                                "alter table t rename to u",
                                "alter table t add column renamed int")));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void findsTheBadOneAtItsLineAndNotTheGoodOne(Pair pair) {
        Lint lint = Lint.of(LintTarget.of(pair.target()));
        assertThat(lint.script("V1__x.sql", HEAD + pair.bad() + ";\n"))
                .filteredOn(finding -> finding.rule().equals(pair.rule()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.line()).isEqualTo(5);
                    assertThat(finding.file()).isEqualTo("V1__x.sql");
                    assertThat(finding.why()).isNotBlank();
                    assertThat(finding.instead()).isNotBlank();
                });
        assertThat(lint.script("V1__x.sql", HEAD + pair.good() + ";\n"))
                .extracting(LintFinding::rule)
                .doesNotContain(pair.rule());
    }

    @Test
    void hasAPairForEachRuleAndDatabase() {
        Stream.of(CommonRules.ALL, PostgresRules.ALL, MysqlRules.ALL)
                .flatMap(List::stream)
                .forEach(rule -> assertThat(rule.on()).allSatisfy(product -> assertThat(pairs())
                        .as("%s on %s", rule.id(), product)
                        .anyMatch(pair -> pair.rule().equals(rule.id())
                                && LintTarget.of(pair.target()).product() == product)));
    }

    private static List<String> rules(String target, String script) {
        return Lint.of(LintTarget.of(target)).script("V1__x.sql", script).stream()
                .map(LintFinding::rule)
                .toList();
    }

    @Test
    void allowsARuleForOneStatementAndAReason() {
        String two = "update t set a = 1;\nupdate u set a = 1;\n";
        assertThat(rules("postgres", two)).containsExactly("every-row", "every-row");
        assertThat(rules("postgres", "-- lint:allow every-row three rows\n" + two))
                .containsExactly("every-row");
        assertThat(rules("postgres", "/* lint:allow every-row three rows */ " + two))
                .containsExactly("every-row");
        assertThat(rules("postgres", "-- lint:allow every-row\n" + two))
                .containsExactly("allow-without-reason", "every-row");
        assertThat(rules("postgres", "-- lint:allow rename no reason for this one\n" + two))
                .containsExactly("every-row", "every-row");
    }

    @Test
    void saysNothingOfWhatIsQuotedOrCommented() {
        assertThat(rules("postgres", "insert into t values ('drop view v; delete from t');"))
                .isEmpty();
        assertThat(rules(
                        "postgres",
                        "create function f() returns int as $$ begin delete from t; end $$ language plpgsql;"))
                .isEmpty();
        assertThat(rules("mysql", "# drop view v;\ninsert into t values ('it\\'s; delete from t');"))
                .isEmpty();
        assertThat(rules("sqlite", "create trigger g after insert on t begin delete from u; end;"))
                .isEmpty();
    }

    @Test
    void readsFoldersAndLeavesThoseOfOtherDatabasesOut(@TempDir Path folder) throws IOException {
        for (String name :
                Arrays.asList("V1__a.sql", "postgres/V2__b.sql", "mysql/V2__b.sql", "V1.0__c.sql", "V01__d.sql")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "drop view v;\n");
        }
        assertThat(Lint.of(LintTarget.of("postgres")).folder(folder))
                .extracting(finding -> finding.file() + " " + finding.rule())
                .containsExactlyInAnyOrder(
                        "V01__d.sql drop-without-if-exists",
                        "V1.0__c.sql drop-without-if-exists",
                        "V1__a.sql duplicate-version",
                        "V1__a.sql drop-without-if-exists",
                        "postgres/V2__b.sql drop-without-if-exists");
        assertThat(Lint.of(LintTarget.of("mariadb")).folder(folder))
                .extracting(LintFinding::file)
                .contains("mysql/V2__b.sql")
                .doesNotContain("postgres/V2__b.sql");
    }

    @ParameterizedTest
    @ValueSource(strings = {"oracle", "postgres x", "postgres 0", "", "postgres:1000"})
    void refusesATargetThatItDoesNotKnow(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> LintTarget.of(text));
    }
}
