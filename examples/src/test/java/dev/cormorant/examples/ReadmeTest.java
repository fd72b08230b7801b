package dev.cormorant.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example of the README works, and is the one that is compiled. */
final class ReadmeTest {

    @Test
    void theExampleGivesWhatItSays() {
        try (TestDatabase database = TestDatabase.sqlite()) {
            assertThat(Readme.demo(database.jdbcUrl())).isEqualTo(717_710L + 717_710L + 291_940L);
        }
    }

    /** But for the layout, which is narrower there. */
    @Test
    void theExampleStandsInTheReadme() throws IOException {
        String source = Files.readString(Path.of("src/main/java/dev/cormorant/examples/Readme.java"));
        String example = source.substring(source.indexOf("record City"), source.indexOf("// README: end"));

        assertThat(withoutSpace(Files.readString(Path.of("../README.md")))).contains(withoutSpace(example));
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
