package dev.cormorant.migrations.internal.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ScriptParserTest {

    private static List<String> bare(String script, Syntax syntax) {
        return ScriptParser.parse(script, syntax).stream()
                .map(ScriptStatement::bare)
                .toList();
    }

    @Test
    void splitsAtSemicolonsOutsideOfQuotesAndComments() {
        assertThat(bare("Select 'a;b', \"c;D\" -- x;\n  from t; /* y; */ select 2", Syntax.POSTGRES))
                .containsExactly("select '' , \"c;D\" from t", "select 2");
        assertThat(bare("select 'it''s;', `a;b` # no; \n; select 'a\\';b'", Syntax.MYSQL))
                .containsExactly("select '' , `a;b`", "select ''");
        assertThat(bare("select [a;b];;; select 'a\\'; select 2", Syntax.SQLITE))
                .containsExactly("select [a;b]", "select ''", "select 2");
    }

    @Test
    void readsNestedCommentsAndDollarQuotesOfPostgres() {
        assertThat(bare("/* a /* b; */ c; */ select $q$ x; $$ y; $q$, $$;$$; select 1", Syntax.POSTGRES))
                .containsExactly("select '' , ''", "select 1");
        assertThat(bare("select $1; select a$b", Syntax.POSTGRES)).containsExactly("select $1", "select a$b");
    }

    @Test
    void keepsBodiesTogether() {
        String trigger =
                "create trigger g after insert on t begin update u set a = case when 1 then 2 end; delete from v; end";
        assertThat(bare(trigger + "; select 1", Syntax.SQLITE)).hasSize(2);
        String procedure =
                "create procedure p() begin if a then begin select 1; end; end if; case a when 1 then select 2; end case; end";
        assertThat(bare(procedure + "; select 1;", Syntax.MYSQL)).hasSize(2);
        assertThat(bare(
                        "delimiter //\ncreate procedure p() begin select 1; end//\ndelimiter ;\nselect 1;",
                        Syntax.MYSQL))
                .hasSize(2)
                .last()
                .isEqualTo("select 1");
        assertThat(bare("begin; select 1; end;", Syntax.SQLITE)).containsExactly("begin", "select 1", "end");
    }

    @Test
    void knowsLinesTextAndComments() {
        List<ScriptStatement> all = ScriptParser.parse(
                "\uFEFF-- one\n\nselect 1; -- two\n/* three */\n  Select\n 2 ;\n-- end", Syntax.SQLITE);
        assertThat(all).extracting(ScriptStatement::line).containsExactly(3, 5);
        assertThat(all).extracting(ScriptStatement::text).containsExactly("select 1", "Select\n 2");
        assertThat(all.get(0).comments()).containsExactly("one");
        assertThat(all.get(1).comments()).containsExactly("two", "three");
    }

    @Test
    void endsForEveryText() {
        long seed = Long.getLong("orm.test.seed", System.nanoTime());
        System.out.println("scripts with -Dorm.test.seed=" + seed);
        Random random = new Random(seed);
        String letters = "ab ;'\"`[]$-/*#\\\n();begin end case create trigger delimiter";
        for (int i = 0; i < 3000; i++) {
            StringBuilder script = new StringBuilder();
            random.ints(random.nextInt(60), 0, letters.length()).forEach(at -> script.append(letters.charAt(at)));
            for (Syntax syntax : Syntax.values()) {
                String text = script.toString();
                assertThat(ScriptParser.parse(text, syntax))
                        .as("%s: %s", syntax, text)
                        .allSatisfy(statement -> {
                            assertThat(statement.bare()).isNotEmpty();
                            assertThat(text).contains(statement.text());
                        });
            }
        }
    }
}
