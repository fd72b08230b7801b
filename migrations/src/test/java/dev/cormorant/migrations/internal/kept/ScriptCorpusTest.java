package dev.cormorant.migrations.internal.kept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.migrations.internal.script.Syntax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.flywaydb.core.internal.resolver.ChecksumCalculator;
import org.flywaydb.core.internal.resource.StringResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scripts that were changed, each with what the change is: layout, or statement n. None may be taken for the other. */
final class ScriptCorpusTest {

    private static final String SCRIPT =
            """
            -- cities
            create table city (id bigint primary key, name varchar(50) not null default 'a  b');

            /* two rows */
            insert into city (id, name) values (1, 'Rome -- not a comment'), (2, 'O''Hara');
            alter table city add pop int default -1 check (pop >= -1);
            create view big as select c.name, count(*) as n from city c where c.pop <> 7 group by c.name;
            """;

    private static List<KeptStatement> kept(String script, Syntax syntax) {
        return KeptStatements.of(script, syntax).orElseThrow();
    }

    private static List<Integer> changed(String before, String after, Syntax syntax) {
        return ScriptDifferences.of(kept(before, syntax), kept(after, syntax)).stream()
                .map(difference ->
                        difference.after().or(difference::before).orElseThrow().number())
                .toList();
    }

    private static void same(String before, String after, Syntax syntax) {
        assertThat(changed(before, after, syntax))
                .as("%s: %s -> %s", syntax, before, after)
                .isEmpty();
    }

    private static void differs(String before, String after, Syntax... syntaxes) {
        for (Syntax syntax : syntaxes.length == 0 ? Syntax.values() : syntaxes) {
            assertThat(changed(before, after, syntax))
                    .as("%s: %s -> %s", syntax, before, after)
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesLayoutForLayout(Syntax syntax) {
        List<String> changes = List.of(
                SCRIPT.replace("\n", "\r\n"),
                SCRIPT.replace("\n", "\r"),
                "\uFEFF" + SCRIPT,
                SCRIPT.replace("\n", "  \t\n"),
                SCRIPT.replace(", name", ",\tname").replace(" varchar", "\n\t\tvarchar"),
                SCRIPT.replace("(id bigint", "( id  bigint").replace("key,", "key\n  ,"),
                SCRIPT.replace("-- cities\n", ""),
                SCRIPT.replace("-- cities", "-- towns; and 'more'"),
                "/* license\n * text; with ';\n */\n" + SCRIPT + "-- the end",
                SCRIPT.replace("/* two rows */", "-- two\n-- rows"),
                SCRIPT.replace("alter table city", "alter table /* the ; one */ city"),
                SCRIPT.replace(">= -1", ">=-1").replace("-1 check", "- 1 check").replace("-1", "- 1"),
                SCRIPT.replace("c.pop <> 7", "c . pop<>7"),
                SCRIPT.replace(", 'Rome", ",'Rome").replace("count(*)", "count( * )"),
                SCRIPT.replace("default 'a  b'", "default'a  b'"),
                SCRIPT.replace("create", "CREATE").replace("select", "Select").replace("varchar", "VARCHAR"),
                SCRIPT.replace("count(*)", "COUNT(*)").replace("primary key", "Primary Key"),
                SCRIPT.stripTrailing().replaceFirst(";$", ""),
                SCRIPT + "\n\n;;\n");
        changes.forEach(change -> same(SCRIPT, change, syntax));
        changes.forEach(change -> same(change, SCRIPT, syntax));
    }

    @ParameterizedTest
    @EnumSource
    void namesTheStatementOfARealEdit(Syntax syntax) {
        assertThat(changed(SCRIPT, SCRIPT.replace("varchar(50)", "varchar(60)"), syntax))
                .containsExactly(1);
        assertThat(changed(SCRIPT, SCRIPT.replace("'a  b'", "'a b'"), syntax)).containsExactly(1);
        assertThat(changed(SCRIPT, SCRIPT.replace("Rome -- not", "Rome not"), syntax))
                .containsExactly(2);
        assertThat(changed(SCRIPT, SCRIPT.replace("'Rome", "'ROME"), syntax)).containsExactly(2);
        assertThat(changed(SCRIPT, SCRIPT.replace("O''Hara", "O'' Hara"), syntax))
                .containsExactly(2);
        assertThat(changed(SCRIPT, SCRIPT.replace(">= -1", "> -1"), syntax)).containsExactly(3);
        assertThat(changed(SCRIPT, SCRIPT.replace(">= -1", ">= 1"), syntax)).containsExactly(3);
        assertThat(changed(SCRIPT, SCRIPT.replace("<> 7", "= 7"), syntax)).containsExactly(4);
        assertThat(changed(SCRIPT, SCRIPT.replace("c.pop", "cpop"), syntax)).containsExactly(4);
        assertThat(changed(SCRIPT, SCRIPT.replace("add pop", "-- add pop\n add population"), syntax))
                .containsExactly(3);
        assertThat(changed(SCRIPT, SCRIPT.replace("alter table", "-- alter table"), syntax))
                .containsExactly(3);
        assertThat(changed(SCRIPT, "select 0;\r\n" + SCRIPT, syntax)).containsExactly(1);
        assertThat(changed(SCRIPT, SCRIPT + "drop view big", syntax)).containsExactly(5);
        assertThat(changed("select 1; select 2; select 3", "select 3; select 1; select 2", syntax))
                .containsExactly(1, 3);
    }

    @Test
    void knowsWhereABlankCounts() {
        differs("select a >= b", "select a > = b");
        differs("select 'a''b'", "select 'a' 'b'");
        differs("select ab", "select a b");
        differs("select x'61'", "select x '61'");
        differs("select ${a}b", "select ${a} b");
        differs("select b${a}", "select b ${a}");
        differs("select ${a}", "select ${A}");
        differs("select \"A\"", "select \"a\"");
        differs("select a || b", "select a | | b");
        differs("select E'a\\'b'", "select E 'a\\'b'", Syntax.POSTGRES);
        differs("select a @- 1", "select a @ -1", Syntax.POSTGRES);
        differs("select U&'\\0041'", "select U & '\\0041'", Syntax.POSTGRES);
        differs("select 5--1", "select 5--2", Syntax.MYSQL);
        same("select 5 -- 1", "select 5 -- 2", Syntax.MYSQL);
        same("select 5 # 1", "select 5", Syntax.MYSQL);
        same("select a !=-1", "select a!=-1", Syntax.MYSQL);
        same("select a->>'$.b'", "select a ->> '$.b'", Syntax.MYSQL);
    }

    @Test
    void knowsWhatADatabaseReadsInAComment() {
        differs("create table t (a int) /*! engine = InnoDB */", "create table t (a int)", Syntax.MYSQL);
        differs("/*!50001 select 1 */", "/*!50001 select 2 */", Syntax.MYSQL);
        differs("select /*+ NO_INDEX(t) */ 1", "select /*+ INDEX(t) */ 1", Syntax.MYSQL, Syntax.POSTGRES);
        same("select /* NO_INDEX(t) */ 1", "select /* INDEX(t) */ 1", Syntax.POSTGRES);
    }

    @Test
    void knowsWhereCaseCounts() {
        differs("create table City (id int)", "create table city (id int)", Syntax.MYSQL);
        same("create table City (id int)", "create table city (id int)", Syntax.POSTGRES);
        same("create table City (id int)", "create table city (id int)", Syntax.SQLITE);
        differs("select Ä", "select ä");
        differs("select `A`", "select `a`", Syntax.MYSQL);
    }

    @Test
    void comparesBodiesOfRoutinesAsTheirDatabaseKeepsThem() {
        String function = "create function one() returns int language sql as $$ select 1 -- one\n $$";
        differs(function, function.replace("-- one", "-- uno"), Syntax.POSTGRES);
        same(function, function.replace("language", "\n LANGUAGE").replace("\n $$", "\r\n $$"), Syntax.POSTGRES);
        String trigger = "create trigger g after insert on t begin\n update u set a = 1; -- one\n end; select 2";
        same(trigger, trigger.replace("-- one", "").replace("\n", " "), Syntax.SQLITE);
        assertThat(changed(trigger, trigger.replace("a = 1", "a = 2"), Syntax.SQLITE))
                .containsExactly(1);
        String procedure = "delimiter //\ncreate procedure p() begin select 1; end//\ndelimiter ;\nselect 2;";
        same(procedure, procedure.replace("//", "$$"), Syntax.MYSQL);
        assertThat(changed(procedure, procedure.replace("select 2", "select 3"), Syntax.MYSQL))
                .containsExactly(2);
    }

    @Test
    void comparesTheRowsBehindACopy() {
        String copy = "copy city from stdin;\n1\tRome\n\\.\nselect 1;\n";
        differs(copy, copy.replace("1\tRome", "1 Rome"), Syntax.POSTGRES);
        same(copy, copy.replace("select 1", "-- last\nselect  1"), Syntax.POSTGRES);
        assertThat(kept(copy, Syntax.POSTGRES)).extracting(KeptStatement::line).containsExactly(1, 4);
    }

    @Test
    void guessesTheTextThatPlainFlywayHasApplied() {
        String tabs = "create table t (\n\tid int,\n\tname text\n);\n";
        int checksum = flyway(tabs);
        assertThat(ScriptVariants.checksum(tabs)).isEqualTo(checksum);
        assertThat(ScriptVariants.checksum("\uFEFF" + tabs.replace("\n", "\r\n\r\n")))
                .isEqualTo(flyway("\uFEFF" + tabs.replace("\n", "\r\n\r\n")))
                .isEqualTo(checksum);
        for (String now : List.of(
                tabs.replace("\t", "    "),
                tabs.replace("\t", "  "),
                "-- a table\n" + tabs,
                tabs.replace("int,", "int, -- the key"),
                tabs.replace("\n", " \n"),
                tabs.replace("\t", "        ").replace("\n", "  \n"))) {
            Optional<String> guess = ScriptVariants.find(now, checksum);
            assertThat(guess).as(now).isPresent();
            same(guess.orElseThrow(), now, Syntax.SQLITE);
        }
        assertThat(ScriptVariants.find(tabs.replace("name", "label"), checksum)).isEmpty();
        String blanks = "insert into t values ('a  b');";
        String tab = blanks.replace("  ", "\t");
        differs(ScriptVariants.find(tab, flyway(blanks)).orElseThrow(), tab);
    }

    private static int flyway(String text) {
        return ChecksumCalculator.calculate(new StringResource(text));
    }

    @Test
    void keepsNoMoreThanItSays() {
        String many = "select 1;\n".repeat(KeptStatements.MOST + 5);
        assertThat(kept(many, Syntax.SQLITE)).hasSize(KeptStatements.MOST);
        assertThat(changed(many, many + "select 2", Syntax.SQLITE)).containsExactly(KeptStatements.MOST);
        assertThat(changed(many, "-- so\n" + many.replace("\n", "\n\n"), Syntax.SQLITE))
                .isEmpty();
        String large = "select '" + "x".repeat(2 * KeptStatements.LONGEST) + "', 1";
        assertThat(kept(large, Syntax.SQLITE).get(0).text()).hasSize(KeptStatements.LONGEST);
        differs(large, large.replace("', 1", "', 2"));
        assertThat(KeptStatements.of(" ".repeat(KeptStatements.LARGEST_SCRIPT + 1), Syntax.SQLITE))
                .isEmpty();
        assertThat(kept("create user app identified by 'hush'; alter role app password $$hush$$", Syntax.POSTGRES))
                .noneMatch(statement -> statement.text().contains("hush"));
        differs("create user app identified by 'hush'", "create user app identified by 'hash'");
    }

    /** Blanks between tokens and the case of words never matter; a token that is taken out, doubled or changed always does. */
    @ParameterizedTest
    @EnumSource
    void isRightAboutRandomEdits(Syntax syntax) {
        long seed = Long.getLong("orm.test.seed", System.nanoTime());
        System.out.printf("edits with -Dorm.test.seed=%d%n", seed);
        Random random = new Random(seed);
        List<String> tokens = List.of(
                        "create table city ( id int , name varchar ( 50 ) default 'a b' ) ; update city set id"
                                + " = id + 1 where name <> 'x' and id >= 7 ; delete from city where id in ( 1 , 2 ) ;")
                .stream()
                .flatMap(text -> Arrays.stream(text.replace("a b", "a~b").split(" ")))
                .map(token -> token.replace("~", " "))
                .toList();
        String before = String.join(" ", tokens);
        for (int i = 0; i < 500; i++) {
            same(before, spread(tokens, random), syntax);
            int at = random.nextInt(tokens.size() - 1);
            List<String> edited = new ArrayList<>(tokens);
            if (random.nextBoolean()) {
                edited.set(at, tokens.get(at).equals("7") ? "8" : "7");
            } else if (tokens.get(at).equals(";")) {
                edited.remove(at);
            } else {
                edited.add(at, tokens.get(at));
            }
            differs(before, spread(edited, random), syntax);
        }
    }

    private static String spread(List<String> tokens, Random random) {
        List<String> blanks = List.of(" ", "\t", "\r\n", " -- so\n", "/* ; ' */", "  ");
        StringBuilder text = new StringBuilder();
        for (String token : tokens) {
            boolean upper = token.matches("create|table|update|set|where|delete|from|and|in") && random.nextBoolean();
            text.append(blanks.get(random.nextInt(blanks.size())))
                    .append(upper ? token.toUpperCase(Locale.ROOT) : token);
        }
        return text.toString();
    }
}
