package dev.cormorant.testing.server;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Temporary files and folders whose names say which JVM they belong to. What a killed JVM has left is removed by the next one that
 * makes some. Thread-safe.
 */
public final class OwnedFiles {
    private static final Pattern NAME = Pattern.compile("cormorant-[a-z]+-of-([0-9a-z.]+-[0-9]+-[0-9]+)-[0-9a-f]{8}");

    /** Whether this JVM has looked for leftovers: once is enough. */
    private static final AtomicBoolean SWEPT = new AtomicBoolean();

    private OwnedFiles() {}

    /**
     * Makes a folder among the temporary files that this account alone can enter; removed by the caller, or by a later run.
     *
     * @param use what for, in small letters
     * @return the folder, empty
     * @throws IOException if it cannot be made
     */
    public static Path folder(String use) throws IOException {
        return make(temporary(), use, Files::createDirectory, "rwx------");
    }

    /** {@return a file among the temporary files, empty; removed by the caller, or by a later run} */
    static Path file(String use) throws IOException {
        return file(temporary(), use);
    }

    /** {@return a file in a folder, empty; removed by the caller, or by whoever {@link #sweep}s that folder} */
    static Path file(Path parent, String use) throws IOException {
        return make(parent, use, Files::createFile, "rw-------");
    }

    private static Path temporary() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        if (SWEPT.compareAndSet(false, true)) {
            sweep(temporary);
        }
        return temporary;
    }

    private interface Maker {
        Path make(Path path, FileAttribute<?>... attributes) throws IOException;
    }

    private static Path make(Path parent, String use, Maker maker, String permissions) throws IOException {
        FileAttribute<?>[] attributes =
                parent.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                        }
                        : new FileAttribute<?>[0];
        String owner = JvmOwner.ofThisJvm().text();
        String random = UUID.randomUUID().toString().substring(0, 8);
        return maker.make(parent.resolve("cormorant-" + use + "-of-" + owner + "-" + random), attributes);
    }

    /** Removes what JVMs have left in a folder that are gone. */
    static void sweep(Path parent) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(parent, "cormorant-*-of-*")) {
            for (Path file : files) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches()
                        && JvmOwner.parse(name.group(1))
                                .filter(JvmOwner::isGone)
                                .isPresent()) {
                    remove(file);
                }
            }
        }
    }

    private static void remove(Path file) {
        try {
            new FileTree(file).delete();
        } catch (IOException e) {
            // Another account's, or another run is removing it: that is the other's to do.
        }
    }
}
