package dev.cormorant.testing.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the data of servers go. */
final class DataFolderTest {

    private static final String PLENTY = "MemTotal:       16000000 kB\nMemAvailable:    8000000 kB\n";
    private static final long ROOM = 2L << 30;

    @TempDir
    private Path disk;

    private Path memory;
    private Path memoryInfo;

    @BeforeEach
    void makeTheFolder() throws IOException {
        memory = Files.createDirectory(disk.resolve("memory"));
        memoryInfo = Files.writeString(disk.resolve("meminfo"), PLENTY);
    }

    /** A file system of which only its sort and its room are known. */
    private static final class Store extends FileStore {
        private final String type;
        private final long usable;

        Store(String type, long usable) {
            this.type = type;
            this.usable = usable;
        }

        @Override
        public String name() {
            return type;
        }

        @Override
        public String type() {
            return type;
        }

        @Override
        public boolean isReadOnly() {
            return false;
        }

        @Override
        public long getTotalSpace() {
            return usable;
        }

        @Override
        public long getUsableSpace() {
            return usable;
        }

        @Override
        public long getUnallocatedSpace() {
            return usable;
        }

        @Override
        public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
            return false;
        }

        @Override
        public boolean supportsFileAttributeView(String name) {
            return false;
        }

        @Override
        public <V extends FileStoreAttributeView> @Nullable V getFileStoreAttributeView(Class<V> type) {
            return null;
        }

        @Override
        public Object getAttribute(String attribute) {
            throw new UnsupportedOperationException(attribute);
        }
    }

    private DataFolder folder(FileStore store) {
        return new DataFolder(memory, folder -> store, memoryInfo, disk);
    }

    private Path chosen(FileStore store) throws RefusedException {
        return folder(store).choose(settings(Map.of()));
    }

    @Test
    void isInMemoryWherePlentyIsFree() throws RefusedException {
        assertThat(chosen(new Store("tmpfs", ROOM))).isEqualTo(memory);
    }

    @Test
    void isOnTheDiskWhereTheFolderIsNotInMemoryOrHasNoRoom() throws RefusedException {
        assertThat(chosen(new Store("ext4", ROOM))).isEqualTo(disk);
        assertThat(chosen(new Store("tmpfs", ROOM - 1))).isEqualTo(disk);
    }

    @Test
    void isOnTheDiskWhereMemoryIsShortOrNobodySaysHowMuchThereIs() throws Exception {
        Store store = new Store("tmpfs", ROOM);
        Files.writeString(memoryInfo, "MemTotal: 16000000 kB\nMemAvailable:    4000000 kB\n");
        assertThat(chosen(store)).isEqualTo(disk);
        Files.writeString(memoryInfo, "nothing of the kind");
        assertThat(chosen(store)).isEqualTo(disk);
        Files.delete(memoryInfo);
        assertThat(chosen(store)).isEqualTo(disk);
    }

    @Test
    void isOnTheDiskWhereThereIsNoSuchFolder() throws Exception {
        Files.delete(memory);
        assertThat(chosen(new Store("tmpfs", ROOM))).isEqualTo(disk);
    }

    @Test
    void isWhereItIsSaidToBe() throws Exception {
        Path own = Files.createDirectory(disk.resolve("own"));
        DataFolder folder = folder(new Store("tmpfs", ROOM));

        assertThat(folder.choose(settings(Map.of("ORM_TEST_DATA", own.toString()))))
                .isEqualTo(own);
        assertThatThrownBy(() -> folder.choose(settings(Map.of("ORM_TEST_DATA", disk + "/gone"))))
                .isInstanceOf(RefusedException.class)
                .hasMessage("orm.test.data is " + disk
                        + "/gone, which is no folder that can be written; allowed is one that exists");
    }

    @Test
    void asksThisMachineForItsFileSystems() throws RefusedException {
        assertThat(DataFolder.ofThisMachine().choose(settings(Map.of()))).isWritable();
    }

    private static ServerSettings settings(Map<String, String> environment) {
        return new ServerSettings(new Properties(), environment);
    }
}
