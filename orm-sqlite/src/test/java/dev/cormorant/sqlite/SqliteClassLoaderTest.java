package dev.cormorant.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cormorant.testing.leak.ClassLoaderProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that is taken down takes the driver and its native library with it. */
final class SqliteClassLoaderTest {

    private static final int CYCLES = Integer.getInteger("orm.test.repeats.class-loader", 10);

    private final Properties before = (Properties) System.getProperties().clone();

    @TempDir
    Path dir;

    @TempDir
    Path unpacked;

    @AfterEach
    void putTheSystemPropertiesBack() {
        System.setProperties(before);
    }

    @Test
    void isCollectedAfterItsLastDatabaseIsClosedAndLeavesNoNativeLibrary() throws IOException {
        System.setProperty(OpenUseClose.URL, "jdbc:sqlite:" + dir.resolve("a.db"));
        System.setProperty("org.sqlite.tmpdir", unpacked.toString());
        ClassLoaderProbe.assertCollectable(CYCLES, OpenUseClose.class);
        assumeThat(Path.of("/proc/self/maps"))
                .as("only Linux tells what is mapped")
                .exists();
        try (Stream<Path> left = Files.list(unpacked)) {
            assertThat(left).isEmpty();
        }
    }
}
