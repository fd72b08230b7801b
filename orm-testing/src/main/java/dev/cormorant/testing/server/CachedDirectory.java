package dev.cormorant.testing.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A folder that is built once and then only read, by any number of JVMs.
 *
 * <p>It is built under a temporary name and renamed when it is whole, so that a JVM which dies half-way leaves nothing that
 * a later one would take for the finished folder.
 *
 * @param parent the folder that holds it
 * @param name its own name, which must change whenever its content would
 */
record CachedDirectory(Path parent, String name) {
    /** A file lock holds against other JVMs only; within this one a second attempt would throw. */
    private static final ReentrantLock WITHIN_THIS_JVM = new ReentrantLock();

    /** Fills an empty folder. */
    interface Builder {
        void build(Path folder) throws IOException, RefusedException;
    }

    /** {@return the finished folder, built first if nobody has} */
    Path get(Builder builder) throws IOException, RefusedException {
        Path finished = parent.resolve(name);
        if (Files.isDirectory(finished)) {
            return finished;
        }
        Files.createDirectories(parent);
        WITHIN_THIS_JVM.lock();
        try (FileChannel channel = FileChannel.open(
                        parent.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && Files.notExists(finished)) {
                removeUnfinished();
                build(builder, finished);
            }
            return finished;
        } finally {
            WITHIN_THIS_JVM.unlock();
        }
    }

    private void build(Builder builder, Path finished) throws IOException, RefusedException {
        Path unfinished = Files.createTempDirectory(parent, unfinishedPrefix());
        try {
            // A temporary folder starts as private; the server's account may be another one.
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
            builder.build(unfinished);
            Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            new FileTree(unfinished).delete();
        }
    }

    /** Removes what a JVM left that died while it was building; the lock says that nobody else is building now. */
    private void removeUnfinished() throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(parent, unfinishedPrefix() + "*")) {
            for (Path leftover : leftovers) {
                new FileTree(leftover).delete();
            }
        }
    }

    private String unfinishedPrefix() {
        return name + ".unfinished-";
    }
}
