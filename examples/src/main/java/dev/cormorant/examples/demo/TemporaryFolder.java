package dev.cormorant.examples.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of the demo's own under the system's temporary directory.
 *
 * @param path where it is
 */
record TemporaryFolder(Path path) {

    static TemporaryFolder create() {
        try {
            return new TemporaryFolder(Files.createTempDirectory("cormorant-demo-"));
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "cannot make a folder in " + System.getProperty("java.io.tmpdir") + ": " + failed.getMessage(),
                    failed);
        }
    }

    /** Removes it with what is in it; without effect the second time. */
    void remove() {
        try {
            for (Path file : files()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(path);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot remove " + path + ": " + failed.getMessage(), failed);
        }
    }

    private List<Path> files() throws IOException {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(path)) {
            return inside.toList();
        }
    }
}
