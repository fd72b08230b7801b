package dev.cormorant.examples;

import static org.assertj.core.api.Assertions.assertThat;

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
        Json document = Json.parse(orm("validate", "--json").out());
        assertThat(document.at("problems", 1, "change", "kind")).isEqualTo("statements");
        OrmRun repaired = orm("repair", "--cosmetic");
        assertThat(repaired.exitCode()).isEqualTo(4);
        assertThat(repaired.out()).contains("accepted as it is now: 1", "V2__fill.sql: changed after");
        Files.writeString(scripts.resolve("V2__fill.sql"), FILL);
        assertThat(orm("repair", "--cosmetic", "--json").out()).contains("\"accepted\" : [ ]", "\"left\" : [ ]");
        assertThat(orm("validate").exitCode()).isZero();
    }
}
