package dev.cormorant.migrations.internal.throwaway;

import dev.cormorant.core.config.DatabaseConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A file of SQLite in a temporary folder of its own, removed with what SQLite puts beside it. */
final class FilePlace implements ThrowawayDatabase.Place {

    private final Path folder;
    private final DatabaseConfig config;

    private FilePlace(Path folder, DatabaseConfig config) {
        this.folder = folder;
        this.config = config;
    }

    static FilePlace make(DatabaseConfig like) {
        try {
            Path folder = Files.createTempDirectory(ThrowawayDatabase.PREFIX);
            String file = folder.resolve("throwaway.db").toString();
            return new FilePlace(folder, like.withDatabase(file).withName("throwaway"));
        } catch (IOException failed) {
            throw new UncheckedIOException("a folder for a throwaway database cannot be made", failed);
        }
    }

    @Override
    public DatabaseConfig config() {
        return config;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : List.copyOf(files.toList())) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException("the throwaway database in " + folder + " cannot be removed", failed);
        }
    }
}
