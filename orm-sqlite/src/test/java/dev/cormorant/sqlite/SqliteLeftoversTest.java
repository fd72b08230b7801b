package dev.cormorant.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.UnknownDatabaseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is there after a close, or after a connect that failed, is what was there before. */
final class SqliteLeftoversTest {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    @TempDir
    Path dir;

    private List<String> openFiles() {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return all.map(SqliteLeftoversTest::target)
                    .filter(target -> target.startsWith(dir.toString()))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException gone) {
            return "";
        }
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("cormorant"))
                .collect(Collectors.toSet());
    }

    @Test
    void leavesNoThreadHandleOrFileBehind() throws SQLException, IOException {
        for (int round = 0; round < 20; round++) {
            try (Database database = Sqlite.open(dir.resolve("a.db"))) {
                Sqlite.run(database, "create table if not exists t (a)", "insert into t values (1)");
                try (Connection connection = database.dataSource().getConnection()) {
                    assertThat(Sqlite.one(connection, "select count(*) from t")).isNotEmpty();
                }
                try (Connection reader = database.connection(dev.cormorant.core.driver.Access.READ, "read")) {
                    assertThat(Sqlite.one(reader, "select count(*) from t")).isEqualTo(Integer.toString(round + 1));
                }
                assertThat(dir.resolve("a.db-wal")).exists();
            }
            try (Stream<Path> left = Files.list(dir)) {
                assertThat(left).containsExactly(dir.resolve("a.db"));
            }
        }
        assertThat(openFiles()).isEmpty();
        Awaitility.await().untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    @Test
    void leavesNothingAfterAThousandFailedConnects() throws IOException {
        Path letter = Files.writeString(dir.resolve("letter"), "no database ".repeat(500));
        long before = descriptors();
        for (int i = 0; i < 1000; i++) {
            Path file = i % 2 == 0 ? letter : dir.resolve("missing/a.db");
            assertThatExceptionOfType(UnknownDatabaseException.class).isThrownBy(() -> Sqlite.open(file));
        }
        assertThat(openFiles()).isEmpty();
        assertThat(descriptors()).isLessThan(before + 5);
        assertThat(threads()).isEmpty();
        try (Stream<Path> left = Files.list(dir)) {
            assertThat(left).containsExactly(letter);
        }
    }

    private static long descriptors() throws IOException {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return all.count();
        }
    }

    @Test
    void removesTheNativeLibraryThatWasUnpackedForThisProcess() throws IOException {
        assumeThat(Path.of("/proc/self/maps")).exists();
        Sqlite.open(dir.resolve("a.db")).close();
        try (Stream<String> mapped = Files.lines(Path.of("/proc/self/maps"))) {
            assertThat(mapped.filter(line -> line.contains("libsqlitejdbc")))
                    .isNotEmpty()
                    .allMatch(line -> line.endsWith("(deleted)"));
        }
    }

    @Test
    void closesAConnectionWhoseSetUpFails() {
        assertThatThrownBy(() -> Sqlite.open(Sqlite.config(dir.resolve("a.db"), "page_size=4096&limit_sql_length=10"))
                        .close())
                .isInstanceOf(RuntimeException.class);
        assertThat(openFiles()).isEmpty();
    }
}
