package dev.cormorant.migrations.internal.lock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock of an SQLite file: a file beside it, locked by the operating system, which gives it back when the process is gone, however
 * it went. What is written in it says who holds it. The file is removed with the lock; a killed process leaves it, and the next run
 * removes it.
 *
 * <p>On POSIX systems a process loses its locks of a file as soon as it closes that file anywhere. So within this process the table
 * {@link #HELD} decides, and a file that is in it is not opened again.
 */
public final class FileLockOfDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileLockOfDatabase.class);
    private static final String SUFFIX = "-migration-lock";
    private static final int LONGEST_TEXT = 1000;
    private static final int MOST_PADDING = 1 << 16;

    /** Windows lets nobody read what is locked, so it is a byte far behind the text. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /** By their files; one for each run in this process at most. An empty text is one that only looks. */
    private static final Map<Path, String> HELD = new ConcurrentHashMap<>();

    private final Path file;
    private final FileChannel channel;

    private FileLockOfDatabase(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    private static Path beside(Path database) throws IOException {
        Path real = database.toRealPath();
        return real.resolveSibling(real.getFileName() + SUFFIX);
    }

    /**
     * Tries to take the lock, and does not wait.
     *
     * @param database the SQLite file, which is there
     * @return the lock, closed by the caller; empty if somebody has it
     * @throws IOException if the file beside it cannot be written
     */
    public static Optional<FileLockOfDatabase> tryLock(Path database) throws IOException {
        Path file = beside(database);
        String text = text();
        if (HELD.putIfAbsent(file, text) != null) {
            return Optional.empty();
        }
        Optional<FileLockOfDatabase> lock = Optional.empty();
        try {
            lock = open(file, text);
            return lock;
        } finally {
            if (lock.isEmpty()) {
                HELD.remove(file);
            }
        }
    }

    private static Optional<FileLockOfDatabase> open(Path file, String text) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock(LOCKED_BYTE, 1, false) != null && isStill(file, channel, text);
            return locked ? Optional.of(new FileLockOfDatabase(file, channel)) : Optional.empty();
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    /** Another run may have removed the file between our opening and our locking it: its name then has another size, or none. */
    private static boolean isStill(Path file, FileChannel channel, String text) throws IOException {
        int size = LONGEST_TEXT + ThreadLocalRandom.current().nextInt(MOST_PADDING);
        String padded = text + " ".repeat(size - text.length());
        channel.truncate(0);
        channel.write(StandardCharsets.ISO_8859_1.encode(padded), 0);
        try {
            return Files.size(file) == size;
        } catch (NoSuchFileException removed) {
            return false;
        }
    }

    private static String text() {
        String text = String.join(
                "\n",
                Long.toString(ProcessHandle.current().pid()),
                System.getProperty("user.name", ""),
                host(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                "");
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }

    /** As the system has it; asking for the address of a name may take seconds. */
    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException notLinux) {
            return System.getenv().getOrDefault("COMPUTERNAME", "");
        }
    }

    /**
     * Looks who has the lock.
     *
     * @param database the SQLite file
     * @return the process; empty if nobody has it
     * @throws IOException if the file beside it cannot be read
     */
    public static Optional<LockSession> holder(Path database) throws IOException {
        Path file = beside(database);
        String own = HELD.putIfAbsent(file, "");
        if (own != null) {
            return session(own);
        }
        try {
            return Files.exists(file) ? look(file) : Optional.empty();
        } finally {
            HELD.remove(file);
        }
    }

    private static Optional<LockSession> look(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (channel.tryLock(LOCKED_BYTE, 1, false) != null) {
                return Optional.empty();
            }
            ByteBuffer bytes = ByteBuffer.allocate(LONGEST_TEXT);
            channel.read(bytes, 0);
            return session(StandardCharsets.ISO_8859_1.decode(bytes.flip()).toString());
        } catch (NoSuchFileException removed) {
            return Optional.empty();
        }
    }

    private static Optional<LockSession> session(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length < 4) {
            return Optional.empty();
        }
        return Optional.of(new LockSession(
                "process " + lines[0],
                Optional.of(lines[1]).filter(name -> !name.isEmpty()),
                Optional.of(lines[2]).filter(name -> !name.isEmpty()),
                Optional.empty(),
                instant(lines[3]),
                Optional.empty(),
                Optional.empty()));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException cutOff) {
            return Optional.empty();
        }
    }

    /** Removes the file and gives the lock back. */
    @Override
    public void close() throws IOException {
        try {
            // While it is locked: whoever has opened it meanwhile sees that its name is gone.
            Files.deleteIfExists(file);
        } catch (IOException open) {
            LOG.debug("{} stays for the next run", file, open);
        } finally {
            try {
                channel.close();
            } finally {
                HELD.remove(file);
            }
        }
    }
}
