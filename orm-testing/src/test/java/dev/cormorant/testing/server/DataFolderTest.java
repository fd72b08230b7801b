package dev.cormorant.testing.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the data of servers go. */
final class DataFolderTest {

    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final String PLENTY = "MemTotal:       16000000 kB\nMemAvailable:    8000000 kB\n";

    @TempDir
    private Path disk;

    private Path memoryInfo;

    @BeforeEach
    void nameTheFile() {
        memoryInfo = disk.resolve("meminfo");
    }

    @Test
    void isInMemoryWherePlentyIsFree() throws Exception {
        assumeTrue(Files.isWritable(SHARED_MEMORY)
                && Files.getFileStore(SHARED_MEMORY).type().equals("tmpfs")
                && Files.getFileStore(SHARED_MEMORY).getUsableSpace() > 2L << 30);

        assertThat(chosen(SHARED_MEMORY, PLENTY)).isEqualTo(SHARED_MEMORY);
        assertThat(chosen(SHARED_MEMORY, "MemTotal: 16000000 kB\nMemAvailable:    4000000 kB\n"))
                .isEqualTo(disk);
        assertThat(chosen(SHARED_MEMORY, "nothing of the kind")).isEqualTo(disk);
    }

    @Test
    void isOnTheDiskWhereNothingIsInMemory() throws Exception {
        assertThat(chosen(disk.resolve("no folder"), PLENTY)).isEqualTo(disk);
        assertThat(new DataFolder(SHARED_MEMORY, memoryInfo.resolve("missing"), disk).choose(settings(Map.of())))
                .isEqualTo(disk);
    }

    @Test
    void isWhereItIsSaidToBe() throws Exception {
        Path own = Files.createDirectory(disk.resolve("own"));
        Files.writeString(memoryInfo, PLENTY);
        DataFolder folder = new DataFolder(SHARED_MEMORY, memoryInfo, disk);

        assertThat(folder.choose(settings(Map.of("ORM_TEST_DATA", own.toString()))))
                .isEqualTo(own);
        assertThatThrownBy(() -> folder.choose(settings(Map.of("ORM_TEST_DATA", disk + "/gone"))))
                .isInstanceOf(RefusedException.class)
                .hasMessage("orm.test.data is " + disk
                        + "/gone, which is no folder that can be written; allowed is one that exists");
    }

    private Path chosen(Path memory, String information) throws IOException, RefusedException {
        Files.writeString(memoryInfo, information);
        return new DataFolder(memory, memoryInfo, disk).choose(settings(Map.of()));
    }

    private static ServerSettings settings(Map<String, String> environment) {
        return new ServerSettings(new Properties(), environment);
    }
}
