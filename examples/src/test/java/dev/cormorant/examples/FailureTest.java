package dev.cormorant.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person sees who makes a mistake: one line that says which, and an exit code. */
final class FailureTest {

    private static final String CANARY = "s3cr3t-Canary!";

    @TempDir
    private Path folder;

    private static void assertOneLine(OrmRun run, int exitCode, String... parts) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
        assertThat(run.err().lines())
                .as(run.err())
                .singleElement()
                .asString()
                .startsWith("orm: ")
                .contains(parts);
        assertThat(run.err()).doesNotContain("Exception", "\tat ", CANARY);
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "dmeo, demo",
        "--hepl, --help",
    })
    void namesTheNearestWord(String typed, String meant) {
        assertOneLine(OrmRun.of(typed), 2, typed, "did you mean", meant);
    }

    @Test
    void namesTheNearestOptionOfTheDemo() {
        assertOneLine(OrmRun.of("demo", "--josn"), 2, "--josn", "--json", "orm demo --help");
    }

    @ParameterizedTest
    @CsvSource({
        "cities.db, jdbc:",
        "jdbc:oracle:thin, sqlite",
        "jdbc:postgresql://localhost:99999/cities, port",
    })
    void saysWhatIsWrongWithAUrl(String url, String part) {
        assertOneLine(OrmRun.of("demo", "--url", url), 2, part);
    }

    @Test
    void saysThatAServerCannotBeReached() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/cities";
        assertOneLine(OrmRun.of("demo", "--url", url, "--user", "nobody"), 7, "127.0.0.1:" + port);
    }

    @Test
    void saysThatAPasswordIsWrongAndDoesNotRepeatIt() {
        try (TestDatabase database = TestDatabase.mysql()) {
            OrmRun run = OrmRun.of(
                    Map.of("CITIES_PASSWORD", CANARY),
                    "demo",
                    "--url",
                    database.jdbcUrl(),
                    "--user",
                    "nobody",
                    "--password-env",
                    "CITIES_PASSWORD");
            assertOneLine(run, 7, "nobody");
        }
    }

    @Test
    void saysThatAPasswordVariableIsNotSet() {
        OrmRun run = OrmRun.of("demo", "--url", "jdbc:mysql://127.0.0.1/cities", "--password-env", "NO_SUCH");
        assertOneLine(run, 2, "NO_SUCH", "--password-env");
    }

    @Test
    void saysThatAFileIsNoDatabase() throws IOException {
        Path file = Files.writeString(folder.resolve("letter.txt"), "Dear Sir or Madam,\n".repeat(100));
        OrmRun run = OrmRun.of("demo", "--url", "jdbc:sqlite:" + file);
        assertThat(run.exitCode()).isIn(1, 7);
        assertOneLine(run, run.exitCode(), "letter.txt");
    }

    @Test
    void saysThatAFolderIsMissing() {
        OrmRun run = OrmRun.of("demo", "--url", "jdbc:sqlite:" + folder.resolve("no/such/cities.db"));
        assertThat(run.exitCode()).isIn(2, 7);
        assertOneLine(run, run.exitCode(), "cities.db");
    }

    @Test
    void showsTheStackTraceOnlyWhenAsked() throws IOException {
        Path file = Files.writeString(folder.resolve("letter.txt"), "Dear Sir or Madam,\n".repeat(100));
        OrmRun run = OrmRun.of("demo", "--verbose", "--url", "jdbc:sqlite:" + file);
        assertThat(run.err()).contains("\tat dev.cormorant");
    }

    @Test
    void showsItsUseWithoutArgumentsAndOnRequest() {
        OrmRun bare = OrmRun.of();
        assertThat(bare.exitCode()).isZero();
        assertThat(bare.out()).contains("Usage: orm", "demo");
        assertThat(OrmRun.of("--help").out()).isEqualTo(bare.out());
        assertThat(OrmRun.of("demo", "--help").out()).contains("Usage: orm demo", "--url", "--json", "Exit codes");
    }
}
