package dev.cormorant.sql.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class SqlParserTest {

    private static String rendered(Lexis lexis, String sql) {
        ParsedSql parsed = SqlParser.parse(sql, lexis);
        Map<String, Object> values = new LinkedHashMap<>();
        parsed.names().forEach(name -> values.put(name, name));
        BoundSql bound = parsed.bind(values);
        return bound.sql() + " " + bound.values();
    }

    @ParameterizedTest
    @EnumSource(Lexis.class)
    void findsNamesAndNothingElse(Lexis lexis) {
        assertThat(rendered(lexis, "select * from t where a = :a and b>:b_2 or c in(:a,:Ünï)"))
                .isEqualTo("select * from t where a = ? and b>? or c in(?,?) [a, b_2, a, Ünï]");
        assertThat(rendered(lexis, "select 'it''s :x', \":y\" -- :z\n, /* :c ? */ :v"))
                .isEqualTo("select 'it''s :x', \":y\" -- :z\n, /* :c ? */ ? [v]");
        assertThat(rendered(lexis, "select a::text, b :: int, a[1:2], a[low:high], x := 1, :: : :1 from t where a=:n"))
                .isEqualTo("select a::text, b :: int, a[1:2], a[low:high], x := 1, :: : :1 from t where a=? [n]");
        assertThat(rendered(lexis, "select :a::text||:b")).isEqualTo("select ?::text||? [a, b]");
        assertThat(rendered(lexis, "select 'never ends :a")).isEqualTo("select 'never ends :a []");
        assertThat(rendered(lexis, "select 1 /* never ends :a")).isEqualTo("select 1 /* never ends :a []");
        assertThat(rendered(lexis, "select 1:")).isEqualTo("select 1: []");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "POSTGRES ~ select $$ :a ' $$, $x$ :b $$ $x$, :c ~ select $$ :a ' $$, $x$ :b $$ $x$, ? [c]",
                "POSTGRES ~ select E'it\\'s :a', e'\\\\', :c ~ select E'it\\'s :a', e'\\\\', ? [c]",
                "POSTGRES ~ select 'a\\', :c ~ select 'a\\', ? [c]",
                "POSTGRES ~ select /* a /* :b */ :c */ :d ~ select /* a /* :b */ :c */ ? [d]",
                "POSTGRES ~ select x$1 || y$a$ || :c || z$a$ ~ select x$1 || y$a$ || ? || z$a$ [c]",
                "POSTGRES ~ select j ?? :a, j ??| b ~ select j ?? ?, j ??| b [a]",
                "POSTGRES ~ select a # :b ~ select a # ? [b]",
                "MYSQL    ~ select 'it\\'s :a', \"\\\":b\", :c ~ select 'it\\'s :a', \"\\\":b\", ? [c]",
                "MYSQL    ~ select `:a`, 5--1, :b # :c ~ select `:a`, 5--1, ? # :c [b]",
                "MYSQL    ~ select :a -- :b ~ select ? -- :b [a]",
                "MYSQL    ~ select 5--:a ~ select 5--? [a]",
                "SQLITE   ~ select [a:b :c], `:d`, 'a\\', :e ~ select [a:b :c], `:d`, 'a\\', ? [e]",
                "SQLITE   ~ select 5--:a ~ select 5--:a []",
            })
    void knowsTheLiteralsAndCommentsOfEachDatabase(Lexis lexis, String sql, String expected) {
        assertThat(rendered(lexis, sql)).isEqualTo(expected);
    }

    @Test
    void expandsCollectionsWithParenthesesWhereTheyAreMissing() {
        ParsedSql parsed = SqlParser.parse("a in (:x) and b in :x and c in (0, /* c */ :x) and d = :y", Lexis.SQLITE);
        BoundSql bound = parsed.bind(Map.of("x", List.of(1, 2), "y", 3));
        assertThat(bound.sql()).isEqualTo("a in (?, ?) and b in (?, ?) and c in (0, /* c */ ?, ?) and d = ?");
        assertThat(bound.values()).containsExactly(1, 2, 1, 2, 1, 2, 3);
        assertThat(parsed.bind(Map.of("x", List.of(7), "y", 3)).sql())
                .isEqualTo("a in (?) and b in (?) and c in (0, /* c */ ?) and d = ?");
        assertThatThrownBy(() -> parsed.bind(Map.of("x", List.of(), "y", 3)))
                .hasMessageContaining("parameter x is empty");
    }

    @Test
    void refusesWhatDoesNotFit() {
        ParsedSql mixed = SqlParser.parse("a = ? and b = :b", Lexis.MYSQL);
        assertThatThrownBy(() -> mixed.bind(Map.of("b", 1))).hasMessageContaining("both ? and the parameters b");
        assertThatThrownBy(() -> mixed.bindInOrder(List.of(1))).hasMessageContaining("both ? and the parameters b");
        ParsedSql positional = SqlParser.parse("a = ? and b = ?", Lexis.MYSQL);
        assertThatThrownBy(() -> positional.bind(Map.of()))
                .hasMessageContaining("2 parameters (?) and no values in order");
        assertThatThrownBy(() -> positional.bindInOrder(List.of(1)))
                .hasMessageContaining("2 parameters (?), and 1 value was given");
        assertThatThrownBy(() -> SqlParser.parse("a = :a", Lexis.MYSQL).bindInOrder(List.of(1)))
                .hasMessageContaining("the parameters a");
        assertThatThrownBy(() -> SqlParser.parse("a", Lexis.MYSQL).bind(Map.of("x", 1)))
                .hasMessageContaining("no parameter x")
                .hasMessageContaining("has no parameters");
    }

    @Test
    void keepsTheTextOfAStatementWithoutCollections() {
        ParsedSql parsed = SqlParser.parse("a = :a", Lexis.MYSQL);
        assertThat(parsed.bind(Map.of("a", 1)).sql())
                .isSameAs(parsed.bind(Map.of("a", 2)).sql());
        assertThat(parsed.bind(Map.of("a", "s3cr3t")).toString()).isEqualTo("a = ?");
    }

    @Test
    void remembersABoundedNumberOfStatements() {
        ParsedStatements statements = new ParsedStatements(Lexis.SQLITE);
        assertThat(statements.parse("select :a")).isSameAs(statements.parse("select :a"));
        for (int i = 0; i < 1_000; i++) {
            statements.parse("select " + i);
        }
        assertThat(statements.size()).isEqualTo(1_001);
        for (int i = 0; i < 10 * ParsedStatements.CAPACITY; i++) {
            statements.parse("select " + i);
        }
        assertThat(statements.size()).isLessThanOrEqualTo(ParsedStatements.CAPACITY);
    }

    @ParameterizedTest
    @CsvSource({
        "begin, true",
        "BEGIN IMMEDIATE, true",
        "begin not atomic select 1; end, false",
        "start transaction, true",
        "start slave, false",
        "commit;, true",
        "'-- x\n /* y */ rollback', true",
        "savepoint a, true",
        "release savepoint a, true",
        "end, true",
        "select 1, false",
        "'', false",
        "(select 1), false",
        "committed, false"
    })
    void tellsTheWordsOfTransactions(String sql, boolean transactional) {
        for (Lexis lexis : Lexis.values()) {
            assertThat(FirstWords.isTransactional(sql, lexis)).isEqualTo(transactional);
            assertThat(SqlParser.parse(sql, lexis).isTransactional()).isEqualTo(transactional);
        }
    }

    /** Puts statements together of pieces whose parameters are known, and expects exactly these. */
    @ParameterizedTest
    @EnumSource(Lexis.class)
    void findsExactlyTheParametersOfRandomStatements(Lexis lexis) {
        long seed = new Random().nextLong();
        System.out.println("SqlParserTest seed " + seed + " for " + lexis);
        Random random = new Random(seed);
        List<String> inert = new ArrayList<>(Arrays.asList(
                "select",
                "a",
                " ",
                "\n",
                "(",
                ")",
                ",",
                " = ",
                "'it''s :no ?'",
                "\"q\"\"u :no\"",
                "/* :no ? */",
                "x::text",
                "a[1:2]",
                "-- :no ?\n",
                "''",
                "1.5",
                "||",
                "_a1",
                "é"));
        inert.addAll(
                switch (lexis) {
                    case POSTGRES ->
                        List.of("$$ :no ' ? $$", "$t$ :no $$ $t$", " E'\\' :no'", "/* /* :no */ :no */", "??", "#");
                    case MYSQL -> List.of("`:no``?`", "'\\' :no'", "\"\\\" :no\"", "# :no ?\n", "--5");
                    case SQLITE -> List.of("`:no`", "[:no ?]", "'\\'");
                });
        for (int round = 0; round < 2_000; round++) {
            StringBuilder sql = new StringBuilder();
            StringBuilder expected = new StringBuilder();
            List<Object> values = new ArrayList<>();
            int pieces = random.nextInt(30);
            for (int i = 0; i < pieces; i++) {
                if (random.nextInt(3) == 0) {
                    String name = "p" + random.nextInt(4);
                    sql.append(" :").append(name).append(' ');
                    expected.append(" ? ");
                    values.add(name);
                } else {
                    String piece = " " + inert.get(random.nextInt(inert.size()));
                    sql.append(piece);
                    expected.append(piece);
                }
            }
            assertThat(rendered(lexis, sql.toString()))
                    .as("seed %d, round %d: %s", seed, round, sql)
                    .isEqualTo(expected + " " + values);
        }
    }

    /** Whatever the text is, parsing ends, and what is no parameter stays as it is. */
    @ParameterizedTest
    @EnumSource(Lexis.class)
    void survivesAnyText(Lexis lexis) {
        long seed = new Random().nextLong();
        System.out.println("SqlParserTest noise seed " + seed + " for " + lexis);
        Random random = new Random(seed);
        String alphabet = "':\"`[]$?-/*#\\ \nabE1_()é,";
        for (int round = 0; round < 5_000; round++) {
            StringBuilder noise = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                noise.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String sql = noise.toString();
            ParsedSql parsed = SqlParser.parse(sql, lexis);
            if (parsed.names().isEmpty() && parsed.positional() == 0) {
                assertThat(parsed.bind(Map.of()).sql()).as("seed %d", seed).isEqualTo(sql);
            } else if (parsed.positional() == 0) {
                String placed = rendered(lexis, sql);
                assertThat(placed.chars().filter(c -> c == '?').count())
                        .as("seed %d, round %d: %s", seed, round, sql)
                        .isGreaterThanOrEqualTo(parsed.names().size());
            }
        }
    }
}
