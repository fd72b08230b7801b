package dev.cormorant.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.ServerUnreachableException;
import dev.cormorant.core.error.UnknownDatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteConnectFailureTest {

    @TempDir
    Path dir;

    private OrmException failure(DatabaseConfig config) {
        OrmException failure = catchThrowableOfType(
                OrmException.class, () -> Sqlite.open(config).close());
        assertThat(failure).isNotNull();
        assertThat(failure.getMessage()).contains("first connection", "jdbc:sqlite:");
        return failure;
    }

    private void assertOnly(String... names) throws IOException {
        try (Stream<Path> left = Files.list(dir)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder(names);
        }
    }

    @Test
    void saysThatTheDirectoryIsMissing() throws IOException {
        Path file = dir.resolve("missing").resolve("a.db");
        assertThat(failure(Sqlite.config(file)))
                .isInstanceOf(UnknownDatabaseException.class)
                .hasMessageContaining("the directory of the file " + file + " does not exist; create it first");
        assertOnly();
    }

    @Test
    void saysThatTheDirectoryIsAFile() throws IOException {
        Files.writeString(dir.resolve("file"), "x");
        assertThat(failure(Sqlite.config(dir.resolve("file/a.db"))))
                .isInstanceOf(UnknownDatabaseException.class)
                .hasMessageContaining("is a file");
    }

    @Test
    void saysThatTheFileIsADirectory() {
        assertThat(failure(Sqlite.config(dir)))
                .isInstanceOf(UnknownDatabaseException.class)
                .hasMessageContaining(dir + " is a directory, not a file");
    }

    @Test
    void saysThatTheFileIsNoDatabaseAndLeavesItAsItWas() throws IOException {
        Path file = dir.resolve("letter.txt");
        Files.writeString(file, "Dear Sir or Madam, ".repeat(300));
        assertThat(failure(Sqlite.config(file)))
                .isInstanceOf(UnknownDatabaseException.class)
                .hasMessageContaining("the file " + file + " is no SQLite database, or is encrypted");
        assertThat(file).hasContent("Dear Sir or Madam, ".repeat(300));
        assertOnly("letter.txt");
    }

    @Test
    void createsNoFileWhereThatIsForbidden() throws IOException {
        assertThat(failure(Sqlite.config(dir.resolve("a.db"), "mode=rw")))
                .isInstanceOf(UnknownDatabaseException.class)
                .hasMessageContaining("does not exist, and mode=rw forbids to create it");
        assertOnly();
    }

    @Test
    void saysThatNothingCanBeCreatedThere() {
        // Not even root can create a file here.
        assumeThat(Path.of("/proc/self")).exists();
        assertThat(failure(Sqlite.config(Path.of("/proc/cormorant-test.db"))))
                .isInstanceOf(UnknownDatabaseException.class)
                .hasMessageContaining("does not exist and could not be created");
    }

    @Test
    void saysWhichRightIsMissing() throws IOException, SQLException {
        Path closed = Files.createDirectory(dir.resolve("closed"));
        Path file = closed.resolve("a.db");
        try (Database database = Sqlite.open(file)) {
            Sqlite.run(database, "create table t (a)");
        }
        assertThat(closed.toFile().setWritable(false)).isTrue();
        try {
            for (Path path : new Path[] {file, closed.resolve("new.db")}) {
                // Rights do not stop root, for whom there is nothing to refuse.
                if (Files.isWritable(closed)) {
                    Sqlite.open(path).close();
                } else {
                    assertThat(failure(Sqlite.config(path)))
                            .isInstanceOf(UnknownDatabaseException.class)
                            .hasMessageContaining("may not write in its directory");
                }
            }
        } finally {
            assertThat(closed.toFile().setWritable(true)).isTrue();
        }
    }

    @Test
    void callsALockedFileUnreachableSoThatConnectingIsTriedAgain() throws SQLException {
        Path file = dir.resolve("locked.db");
        try (Connection other = Sqlite.foreign(file)) {
            Sqlite.run(other, "create table t (a)");
            Sqlite.run(other, "begin exclusive");
            DatabaseConfig config = Sqlite.config(file, "busy_timeout=50");
            assertThat(failure(config))
                    .isInstanceOf(ServerUnreachableException.class)
                    .hasMessageContaining("another process has locked the file " + file);
            long startedAt = System.nanoTime();
            assertThat(failure(config.with("pool.connect-retries", "2")))
                    .isInstanceOf(ServerUnreachableException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isGreaterThan(Duration.ofMillis(300));
        }
    }

    @Test
    void hidesANameThatTheUrlHides() {
        assertThatExceptionOfType(UnknownDatabaseException.class)
                .isThrownBy(() -> Sqlite.open(Sqlite.config(dir.resolve("missing/password-canary.db"))))
                .withMessageNotContaining("canary");
    }
}
