package dev.cormorant.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SqlShapeTest {

    private final SqlShape standard = new SqlShape(false);
    private final SqlShape mysql = new SqlShape(true);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "select a from t where id = ?|select a from t where id = ?",
                "select a from t where id = 42|select a from t where id = ?",
                "select a from t where s = 'it''s' and n = 1.5e-3|select a from t where s = ? and n = ?",
                "select * from t1 where a in (1, 2,3 , 'x')|select * from t1 where a in (?)",
                "insert into t values (?, ?, ?)|insert into t values (?)",
                "select  a,\t b from t /* secret */ where c=0xFF -- 's'|select a, b from t where c=?",
                "select \"it's\" from \"T 1\" where a = 'x'|select \"it's\" from \"T 1\" where a = ?",
                "select E'a\\'b', c from t|select E?, c from t",
                "select 'C:\\', c from t where d = 'x'|select ?, c from t where d = ?",
                "select $tag$ 'x' $tag$, $1 from t|select ? from t",
                "select 'never ends|select ?",
                "update t set a1 = a1 + 1, b = ?|update t set a1 = a1 + ?, b = ?",
            })
    void replacesLiterals(String sql, String shape) {
        assertThat(standard.of(sql)).isEqualTo(shape);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "select 'it\\'s', \"a \\\" b\", `x` from t # rest|select ?, `x` from t",
                "select \"secret\" from t where a = 'x'|select ? from t where a = ?",
            })
    void replacesThoseOfMySql(String sql, String shape) {
        assertThat(mysql.of(sql)).isEqualTo(shape);
    }

    @Test
    void isBoundedAndEndsForAnyText() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "a1'\"`$\\/*-# ,?e.(é\n";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(60), 0, alphabet.length()).forEach(c -> text.append(alphabet.charAt(c)));
            assertThat(standard.of(text.toString()).length())
                    .as("seed %d, text %s", seed, text)
                    .isLessThanOrEqualTo(text.length() + 1);
            mysql.of(text.toString());
        }
        assertThat(standard.of("x y ".repeat(1_000_000)).length()).isLessThanOrEqualTo(1100);
    }
}
