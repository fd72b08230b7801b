package dev.cormorant.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.examples.code.V3__Count;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody asks the command before a migration: what was changed in a script, and what would be run. */
final class ReviewCommandTest {

    private static final String CREATE = "-- shelves\ncreate table shelf (id bigint primary key, label varchar(50));\n";
    private static final String FILL = "insert into shelf values (1, 'first');\n";

    @TempDir
    private Path folder;

    private Path scripts;

    @BeforeEach
    void writeScripts() throws IOException {
        scripts = Files.createDirectory(folder.resolve("scripts"));
        Files.writeString(scripts.resolve("V1__create_shelf.sql"), CREATE);
        Files.writeString(scripts.resolve("V2__fill.sql"), FILL);
    }

    private OrmRun orm(String command, String... more) {
        String url = "jdbc:sqlite:" + folder.resolve("shelves.db");
        return OrmRun.of(
                Stream.concat(Stream.of(command, "--url", url, "--location", scripts.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void saysWhatWasChangedInAScriptAndAcceptsLayoutAlone() throws IOException {
        orm("migrate");
        assertThat(orm("repair", "--cosmetic").out()).contains("nothing to accept");
        Files.writeString(scripts.resolve("V1__create_shelf.sql"), CREATE.replace("-- shelves", "-- boards"));
        Files.writeString(scripts.resolve("V2__fill.sql"), FILL.replace("first", "second"));
        OrmRun changed = orm("validate");
        assertThat(changed.exitCode()).isEqualTo(4);
        assertThat(changed.out())
                .contains("V1__create_shelf.sql: only its layout, comments or the case of its words", "--cosmetic")
                .contains("V2__fill.sql: changed after it was applied: statement 1 (line 1) was: ", "first", "second")
                .hasLineCount(2);
        for (String verb : new String[] {"migrate", "plan", "drift", "resume"}) {
            OrmRun refused = orm(verb);
            assertThat(refused.exitCode()).as(verb + " " + refused.err()).isEqualTo(4);
            assertThat(refused.err())
                    .contains("V2__fill.sql: changed after it was applied")
                    .hasLineCount(2);
        }
        Json document = Json.parse(orm("validate", "--json").out());
        assertThat(document.at("problems", 1, "change", "kind")).isEqualTo("statements");
        OrmRun repaired = orm("repair", "--cosmetic");
        assertThat(repaired.exitCode()).isEqualTo(4);
        assertThat(repaired.out()).contains("accepted as it is now: 1", "V2__fill.sql: changed after");
        Files.writeString(scripts.resolve("V2__fill.sql"), FILL);
        assertThat(orm("repair", "--cosmetic", "--json").out()).contains("\"accepted\" : [ ]", "\"left\" : [ ]");
        assertThat(orm("validate").exitCode()).isZero();
    }

    @Test
    void plansAndChangesNothing() throws IOException {
        assertThat(orm("plan").exitCode()).isEqualTo(2);
        orm("migrate");
        OrmRun nothing = orm("plan");
        assertThat(nothing.exitCode()).as(nothing.err()).isZero();
        assertThat(nothing.out()).contains("nothing pending at version 2");
        Files.writeString(
                scripts.resolve("V3__more.sql"),
                "alter table shelf add colour text;\n\nupdate shelf set colour = 'red';\n");
        OrmRun plan = orm("plan");
        assertThat(plan.exitCode()).as(plan.err()).isEqualTo(3);
        assertThat(plan.out())
                .contains("-- V3__more.sql, in a transaction", "-- statement 2, line 3, passed")
                .contains(
                        "update shelf set colour = 'red';", "1 script, 2 statements would run; tried in a transaction");
        Files.writeString(scripts.resolve("V3__more.sql"), "insert into nowhere values (1);\n");
        OrmRun failing = orm("plan", "--json");
        assertThat(failing.exitCode()).isEqualTo(1);
        assertThat(failing.err())
                .contains("V3__more.sql, statement 1, line 1, would fail: ", "nowhere")
                .hasLineCount(1);
        Json document = Json.parse(failing.out());
        assertThat(document.at("passes")).isEqualTo(false);
        assertThat(document.at("scripts", 0, "statements", 0, "state")).isEqualTo("failed");
        OrmRun read = orm("plan", "--no-trial");
        assertThat(read.exitCode()).isEqualTo(3);
        assertThat(read.out()).contains("not tried: it was only read", "nothing was tried");
        assertThat(orm("info").out()).contains("at version 2, 1 pending");
        Files.writeString(scripts.resolve("V1__create_shelf.sql"), CREATE.replace("50", "60"));
        OrmRun changed = orm("plan");
        assertThat(changed.exitCode()).isEqualTo(4);
        assertThat(changed.err()).contains("V1__create_shelf.sql", "statement 1");
    }

    @Test
    void doesNotTryWhatIsCode() throws IOException {
        orm("migrate");
        String code = "classpath:dev/cormorant/examples/code";
        Files.writeString(scripts.resolve("V2_1__before.sql"), "insert into shelf values (3, 'third');\n");
        Files.writeString(scripts.resolve("V4__after.sql"), "insert into shelf values (4, 'fourth');\n");
        OrmRun plan = orm("plan", "--location", code);
        assertThat(plan.exitCode()).as(plan.err()).isEqualTo(3);
        assertThat(plan.out())
                .contains("-- statement 1, line 1, passed", "no statements that can be shown")
                .contains("-- statement 1, line 1, not tried: a migration before it is code");
        assertThat(V3__Count.RUNS).hasValue(0);
        assertThat(orm("migrate", "--location", code).exitCode()).isZero();
        assertThat(V3__Count.RUNS).hasValue(1);
        assertThat(orm("plan", "--location", code).exitCode()).isZero();
    }
}
