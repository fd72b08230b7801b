package dev.cormorant.benchmarks.peers;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cormorant.benchmarks.process.Processor;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.testing.DatabaseKind;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * The database that all layers work on.
 *
 * @param kind which product
 * @param url its JDBC URL
 * @param user the account; empty for SQLite
 * @param password its password; empty for SQLite
 * @param poolSize how many connections a layer may have
 * @param processor to which measuring threads are bound, if any
 */
record Place(DatabaseKind kind, String url, String user, String password, int poolSize, Optional<Processor> processor) {

    /** Cormorant's default. */
    static final int POOL_SIZE = 5;

    /** Rows that come at once from PostgreSQL. */
    static final int BATCH = 1_000;

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
                note.getProperty("password"),
                Integer.parseInt(note.getProperty("poolSize")),
                Optional.ofNullable(note.getProperty("processor"))
                        .map(number -> new Processor(Integer.parseInt(number))));
    }

    /** Writes it where only this account may read it. */
    void write(Path file) throws IOException {
        Properties note = new Properties();
        note.setProperty("kind", kind.name());
        note.setProperty("url", url);
        note.setProperty("user", user);
        note.setProperty("password", password);
        note.setProperty("poolSize", String.valueOf(poolSize));
        processor.ifPresent(one -> note.setProperty("processor", String.valueOf(one.number())));
        try (Writer writer = Files.newBufferedWriter(file)) {
            note.store(writer, null);
        }
    }

    /** {@return a pool for the layers that have none of their own, with what drivers do by default} */
    HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(
                kind == DatabaseKind.SQLITE ? url + SQLITE_SETTINGS : url.replace("jdbc:mariadb:", "jdbc:mysql:"));
        if (!user.isEmpty()) {
            config.setUsername(user);
            config.setPassword(password);
        }
        config.setMaximumPoolSize(poolSize);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    /** {@return the same for Cormorant: its defaults but for the size of the pool and for how many may wait, of whom it refuses the 51st} */
    DatabaseConfig config() {
        DatabaseConfig config = DatabaseConfig.of(url)
                .withPool(pool -> pool.withMaxSize(poolSize).withMaxWaiters(ThreadsRun.THREADS));
        return user.isEmpty() ? config : config.withUser(user).withPassword(password);
    }

    /** {@return the same with pools of another size} */
    Place withPoolSize(int newPoolSize) {
        return new Place(kind, url, user, password, newPoolSize, processor);
    }

    /** {@return what has to be set by hand, so that rows are not read all at once} */
    int fetchSize() {
        return isMysql() ? Integer.MIN_VALUE : BATCH;
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
