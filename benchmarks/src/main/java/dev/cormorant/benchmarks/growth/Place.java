package dev.cormorant.benchmarks.growth;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.TestDatabase;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The database that the JVMs of all sizes work on, one after the other; of SQLite each makes files of its own.
 *
 * @param kind which product
 * @param url its JDBC URL
 * @param user the account; empty for SQLite
 * @param password its password; empty for SQLite
 */
record Place(DatabaseKind kind, String url, String user, String password) {

    static Place of(TestDatabase database) {
        return new Place(database.kind(), database.jdbcUrl(), database.user(), database.password());
    }

    static Place read(Path file) throws IOException {
        Properties note = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            note.load(reader);
        }
        return new Place(
                DatabaseKind.valueOf(note.getProperty("kind")),
                note.getProperty("url"),
                note.getProperty("user"),
                note.getProperty("password"));
    }

    /** Into a file that is there, and that only this account may read. */
    void write(Path file) throws IOException {
        Properties note = new Properties();
        note.setProperty("kind", kind.name());
        note.setProperty("url", url);
        note.setProperty("user", user);
        note.setProperty("password", password);
        try (Writer writer = Files.newBufferedWriter(file)) {
            note.store(writer, null);
        }
    }

    boolean isSqlite() {
        return kind == DatabaseKind.SQLITE;
    }

    /** {@return kind and URL} */
    @Override
    public String toString() {
        return kind + " " + url;
    }
}
