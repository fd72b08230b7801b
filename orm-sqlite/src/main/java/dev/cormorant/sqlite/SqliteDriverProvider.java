package dev.cormorant.sqlite;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.DriverProvider;
import java.util.Set;

/**
 * Serves {@code jdbc:sqlite:} URLs: files, {@code :memory:}, and {@code file:} URIs without a virtual file system of their own.
 *
 * <p>A file is opened with a write-ahead log, {@code synchronous=NORMAL}, foreign keys on, a busy timeout of 5 s against other
 * processes, and {@code BEGIN IMMEDIATE}: one connection writes, the others only read. With another {@code journal_mode}, and in
 * memory, one connection does everything. Stateless and safe for all threads.
 */
public final class SqliteDriverProvider implements DriverProvider {

    /** For {@link java.util.ServiceLoader}; does nothing. */
    public SqliteDriverProvider() {}

    @Override
    public String name() {
        return SqliteDriver.NAME;
    }

    @Override
    public Set<String> schemes() {
        return Set.of("sqlite");
    }

    @Override
    public Driver bind(DatabaseConfig config) {
        return new SqliteDriver(SqliteSettings.of(config));
    }
}
