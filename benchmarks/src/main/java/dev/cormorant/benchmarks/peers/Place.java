package dev.cormorant.benchmarks.peers;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cormorant.testing.DatabaseKind;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The database that all layers work on.
 *
 * @param kind which product
 * @param url its JDBC URL
 * @param user the account; empty for SQLite
 * @param password its password; empty for SQLite
 */
record Place(DatabaseKind kind, String url, String user, String password) {

    /** As many as Cormorant's default. */
    private static final int POOL_SIZE = 5;

    /** What Cormorant sets on SQLite: with the defaults each insert would wait for the disk. */
    private static final String SQLITE_SETTINGS = "?journal_mode=WAL&synchronous=NORMAL&busy_timeout=5000";

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

    /** Writes it where only this account may read it. */
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

    /** {@return a pool for the layers that have none of their own, with what drivers do by default} */
    HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(kind == DatabaseKind.SQLITE ? url + SQLITE_SETTINGS : url);
        if (!user.isEmpty()) {
            config.setUsername(user);
            config.setPassword(password);
        }
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    boolean isMysql() {
        return kind == DatabaseKind.MYSQL || kind == DatabaseKind.MARIADB;
    }

    /** {@return kind and URL} */
    @Override
    public String toString() {
        return kind + " " + url;
    }
}
