package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Two million rows of about 100 bytes pass through a heap of 64 MB: through {@code orm.stream}, and through the plain SELECT of
 * another framework on our data source. Each runs in a JVM of its own.
 */
public abstract class FlatMemoryContract {

    private static final long ROWS = 2_000_000;
    /** Three times what the heap holds, or as many as are asked for. */
    private static final long LOADED = Long.getLong("orm.test.repeats.bulk", 250_000);

    private static final long EXPORTED = Long.getLong("orm.test.repeats.export", 500_000);

    private static final long LONGEST_MINUTES = 5;

    /** Made by the driver's test class. */
    protected FlatMemoryContract() {}

    /** {@return a fresh database; closed by the contract} */
    protected abstract TestDatabase newDatabase();

    private record Outcome(int exit, String output) {}

    private Outcome run(FlatMemory.Way way) throws IOException, InterruptedException {
        try (TestDatabase database = newDatabase()) {
            ProcessBuilder child = new ProcessBuilder(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx64m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    FlatMemory.class.getName(),
                    database.jdbcUrl(),
                    database.user(),
                    way.name()));
            child.environment().put(FlatMemory.PASSWORD, database.password());
            child.environment()
                    .put(
                            FlatMemory.QUERY,
                            switch (way) {
                                case BULK -> String.valueOf(LOADED);
                                case EXPORT -> database.numbersQuery(EXPORTED);
                                default -> database.numbersQuery(ROWS);
                            });
            child.redirectErrorStream(true);
            Process process = child.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)).isTrue();
            return new Outcome(process.exitValue(), output);
        }
    }

    @Test
    void streamsTwoMillionRowsThroughSixtyFourMegabytes() throws Exception {
        Outcome outcome = run(FlatMemory.Way.STREAM);

        assertThat(outcome.output()).contains("rows=" + ROWS);
        assertThat(outcome.exit()).isZero();
    }

    @Test
    void loadsManyRowsOutOfAnIteratorWithSixtyFourMegabytes() throws Exception {
        Outcome outcome = run(FlatMemory.Way.BULK);

        assertThat(outcome.output()).contains("rows=" + LOADED);
        assertThat(outcome.exit()).isZero();
    }

    @Test
    void exportsManyRowsWithSixtyFourMegabytes() throws Exception {
        Outcome outcome = run(FlatMemory.Way.EXPORT);

        assertThat(outcome.output()).contains("rows=" + EXPORTED);
        assertThat(outcome.exit()).isZero();
    }

    @Test
    void doesNotLoadThePlainSelectOfAnotherFramework() throws Exception {
        Outcome outcome = run(FlatMemory.Way.PLAIN_SELECT);

        assertThat(outcome.output()).contains("rows=" + ROWS);
        assertThat(outcome.exit()).isZero();
    }

    /** The control: SQLite cannot load a result whole; the servers' drivers do, which the heap does not survive. */
    @Test
    void wouldNotSurviveLoadingTheResultWhole() throws Exception {
        Outcome outcome = run(FlatMemory.Way.PLAIN_SELECT_BUFFERED);
        boolean sqlite;
        try (TestDatabase database = newDatabase()) {
            sqlite = database.kind() == DatabaseKind.SQLITE;
        }

        if (sqlite) {
            assertThat(outcome.output()).contains("rows=" + ROWS);
        } else {
            assertThat(outcome.exit()).isNotZero();
            assertThat(outcome.output()).contains("heap space").doesNotContain("rows=");
        }
    }
}
