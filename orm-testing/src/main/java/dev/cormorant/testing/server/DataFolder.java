package dev.cormorant.testing.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where running servers keep their data: in memory where there is plenty, since on a disk a database costs a few hundred files each
 * time it is copied. With ext4 on Linux 6.18 that took 30 ms at first and 300 ms after some thousand databases, as the numbers of
 * deleted files are not used again for a minute and more; in memory it takes 11 ms.
 *
 * @param memory the folder of a file system that is kept in memory
 * @param stores says of a folder which file system it is on
 * @param memoryInfo the file in which Linux says how much memory is left
 * @param disk the folder for temporary files
 */
record DataFolder(Path memory, Stores stores, Path memoryInfo, Path disk) {

    /** A server of ours with its databases takes 50 to 300 MB, and three kinds may run at once. */
    private static final long LEAST_ROOM = 2L << 30;

    /** What must be left for everything else on the machine when that room is used. */
    private static final long LEAST_MEMORY = 2 * LEAST_ROOM;

    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d{1,15}) kB");

    /** Says of a folder which file system it is on. */
    @FunctionalInterface
    interface Stores {
        FileStore of(Path folder) throws IOException;
    }

    static DataFolder ofThisMachine() {
        return new DataFolder(
                Path.of("/dev/shm"),
                Files::getFileStore,
                Path.of("/proc/meminfo"),
                Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** {@return the folder that is set, else the one in memory if 2 GB of it and 4 GB of all memory are free, else the disk's} */
    Path choose(ServerSettings settings) throws RefusedException {
        Optional<Path> configured = settings.dataDirectory();
        if (configured.isPresent() && !Files.isWritable(configured.get())) {
            throw new RefusedException("orm.test.data is " + configured.get()
                    + ", which is no folder that can be written; allowed is one that exists");
        }
        return configured.orElseGet(() -> hasPlenty() ? memory : disk);
    }

    private boolean hasPlenty() {
        try {
            return Files.isWritable(memory) && isInMemory(stores.of(memory)) && available() >= LEAST_MEMORY;
        } catch (IOException e) {
            // No Linux, or one that does not tell: the disk always does.
            return false;
        }
    }

    private static boolean isInMemory(FileStore store) throws IOException {
        return store.type().equals("tmpfs") && store.getUsableSpace() >= LEAST_ROOM;
    }

    private long available() throws IOException {
        try (Stream<String> lines = Files.lines(memoryInfo, StandardCharsets.US_ASCII)) {
            return lines.map(AVAILABLE::matcher)
                    .filter(Matcher::matches)
                    .mapToLong(line -> Long.parseLong(line.group(1)) << 10)
                    .findFirst()
                    .orElse(0);
        }
    }
}
