package dev.cormorant.testing.server;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder with all that is in it.
 *
 * @param root the folder itself
 */
record FileTree(Path root) {

    /** Deletes the folder; whatever a dying server removes at the same moment is fine too. */
    void delete() throws IOException {
        if (Files.notExists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Copies the folder with its files' rights to a place that does not exist yet. */
    void copyTo(Path target) throws IOException {
        for (Path source : paths()) {
            Files.copy(source, target.resolve(root.relativize(source).toString()), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /** Gives the folder and everything in it to another account of the machine; only root may do that. */
    void giveTo(String account) throws IOException {
        UserPrincipal owner =
                root.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(account);
        for (Path path : paths()) {
            Files.setOwner(path, owner);
        }
    }

    private List<Path> paths() throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.toList();
        }
    }
}
