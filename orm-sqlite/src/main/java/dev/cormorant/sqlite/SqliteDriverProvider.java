package dev.cormorant.sqlite;

import dev.cormorant.core.config.ConnectionUrl;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.DriverProvider;
import java.util.Set;

/**
 * Serves {@code jdbc:sqlite:} URLs: files, {@code :memory:}, and {@code file:} URIs without a virtual file system of their own.
 *
 * <p>A file is opened with a write-ahead log (a change that stays in the file), {@code synchronous=NORMAL}, foreign keys on and
 * {@code BEGIN IMMEDIATE}: one connection writes, in turn for all callers, and the others only read. With another
 * {@code journal_mode}, and in memory, one connection does everything.
 *
 * <p>Callers of one {@link dev.cormorant.core.Database} never find the file busy. Other processes, and a second database that is
 * opened on the same file, are waited for as {@code busy_timeout} says, 5 s by default; during that wait nothing can be cancelled.
 *
 * <p>Where the native library is mapped on Linux, the file that the JDBC driver has unpacked for it is removed at once, so that it
 * is not left behind by a process that is killed. Stateless and safe for all threads.
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

    /** {@return the file, links followed; or that the data live in the one connection} */
    @Override
    public String place(ConnectionUrl url) {
        return SqliteLocation.of(url).canonical();
    }

    @Override
    public Driver bind(DatabaseConfig config) {
        return new SqliteDriver(SqliteSettings.of(config));
    }
}
