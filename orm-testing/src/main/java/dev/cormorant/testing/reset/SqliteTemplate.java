package dev.cormorant.testing.reset;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.Preset;
import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The migrated file of SQLite that others are copies of, in the folder for what is kept between runs. It is made elsewhere and moved
 * there when it is whole, under the lock of a file, which ends with the process of whoever is killed.
 */
final class SqliteTemplate {

    private static final Duration KEPT = Duration.ofDays(7);
    private static final int MOST_KEPT = 20;

    /** Locks of files are of the whole process. */
    private static final ReentrantLock IN_THIS_JVM = new ReentrantLock();

    private final Schema schema;
    private final Path folder;

    SqliteTemplate(Schema schema) {
        this.schema = schema;
        this.folder = cache().resolve("sqlite-templates");
    }

    private static Path cache() {
        return Optional.ofNullable(System.getProperty("orm.test.cache"))
                .or(() -> Optional.ofNullable(System.getenv("ORM_TEST_CACHE")))
                .filter(set -> !set.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "cormorant"));
    }

    /** {@return the file, made if it was not there, and marked as used now} */
    Path make() {
        IN_THIS_JVM.lock();
        try {
            Files.createDirectories(folder);
            try (FileChannel file =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // Ends with the channel at the latest, also with a process that is killed.
                FileLock lock = file.lock();
                try {
                    return ensure();
                } finally {
                    lock.release();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a template of SQLite in " + folder, e);
        } finally {
            IN_THIS_JVM.unlock();
        }
    }

    private Path ensure() throws IOException {
        Path whole = folder.resolve(TemplateName.key(schema, DatabaseKind.SQLITE, libraryVersion()) + ".db");
        if (!Files.exists(whole)) {
            sweep();
            Path half =
                    folder.resolve(TemplateName.HALF + ProcessHandle.current().pid() + ".db");
            build(half);
            Files.move(half, whole, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.setLastModifiedTime(whole, FileTime.from(Instant.now()));
        return whole;
    }

    private static String libraryVersion() {
        try (TestDatabase any = TestDatabase.sqlite();
                Connection connection = any.connect()) {
            return Jdbc.text(connection, "select sqlite_version()");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot ask SQLite for its version", e);
        }
    }

    private void build(Path half) {
        try (TestDatabase place = TestDatabase.sqlite()) {
            DatabaseConfig config =
                    DatabaseConfig.of(place.jdbcUrl(), Preset.TEST).withName("template");
            Database.open(config, schema::applyTo).close();
            try (Connection connection = place.connect()) {
                // One file, with nothing beside it.
                Jdbc.text(connection, "pragma journal_mode = delete");
            }
            Files.copy(Path.of(place.name()), half, StandardCopyOption.REPLACE_EXISTING);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make a template of SQLite", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a template of SQLite", e);
        }
    }

    /** Removes what somebody was killed over, what nobody has used for a week, and what is older than the twenty used last. */
    private void sweep() throws IOException {
        List<Path> templates = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith(TemplateName.HALF)) {
                    Files.deleteIfExists(file);
                } else if (name.endsWith(".db")) {
                    templates.add(file);
                }
            }
        }
        templates.sort(Comparator.comparing(SqliteTemplate::usedAt).reversed());
        for (int i = 0; i < templates.size(); i++) {
            if (i + 1 >= MOST_KEPT
                    || usedAt(templates.get(i)).isBefore(Instant.now().minus(KEPT))) {
                Files.deleteIfExists(templates.get(i));
            }
        }
    }

    private static Instant usedAt(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException gone) {
            return Instant.EPOCH;
        }
    }
}
