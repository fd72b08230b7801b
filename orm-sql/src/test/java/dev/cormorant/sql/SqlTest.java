package dev.cormorant.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cormorant.sql.internal.text.Lexis;
import dev.cormorant.sql.internal.text.ParsedStatements;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SqlTest {

    private static Object values(Sql sql) {
        return sql.bound(new ParsedStatements(Lexis.SQLITE).parse(sql.text())).values();
    }

    @Test
    void isImmutable() {
        Sql bare = Sql.of("select :a");
        Sql one = bare.bind("a", 1);
        Sql two = one.bind("a", 2);
        assertThat(values(one)).asString().isEqualTo("[1]");
        assertThat(values(two)).asString().isEqualTo("[2]");
        assertThatThrownBy(() -> values(bare)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsNoValue() {
        assertThat(Sql.of("select\n  :a").bind("a", "s3cr3t")).hasToString("select :a");
        assertThat(Sql.of("select ?", "s3cr3t")).hasToString("select ?");
    }

    @Test
    void takesNullsInOrder() {
        assertThat(values(Sql.of("select ?, ?, ?", null, null, 1))).asString().isEqualTo("[null, null, 1]");
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> Sql.of("  ")).isInstanceOf(IllegalArgumentException.class);
        for (String name : new String[] {"", ":a", "1a", "a b", "a;--"}) {
            assertThatThrownBy(() -> Sql.of("select 1").bind(name, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cannot be the name of a parameter");
        }
        assertThatThrownBy(() -> Sql.of("select ?", 1).bindAll(Map.of("a", 1))).hasMessageContaining("cannot be mixed");
    }
}
