package dev.cormorant.testing;

import dev.cormorant.testing.server.OwnedFiles;
import dev.cormorant.testing.server.ServerKind;
import dev.cormorant.testing.server.TestServer;
import dev.cormorant.testing.server.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A fresh, empty database of a real product for one test or one test class, removed when it is closed.
 *
 * <p>The servers behind {@link #postgres}, {@link #mysql} and {@link #mariadb} are shared by all tests of the JVM; see {@link
 * TestServers} for where they come from and for what happens where there is none. The JDBC driver must be on the class path
 * of the test. Thread-safe.
 */
public final class TestDatabase implements AutoCloseable {
    private final DatabaseKind kind;
    private final String name;
    private final String jdbcUrl;
    private final Optional<TestServer> server;
    private final Runnable removal;
    private final AtomicBoolean closed = new AtomicBoolean();

    private TestDatabase(
            DatabaseKind kind, String name, String jdbcUrl, Optional<TestServer> server, Runnable removal) {
        this.kind = kind;
        this.name = name;
        this.jdbcUrl = jdbcUrl;
        this.server = server;
        this.removal = removal;
    }

    /**
     * {@return an SQLite file, not yet written, in a temporary folder of its own; closed by the caller, which removes the
     * folder with everything that SQLite put beside the file}
     *
     * @throws UncheckedIOException if the folder cannot be made
     */
    public static TestDatabase sqlite() {
        try {
            Path folder = OwnedFiles.folder("sqlite");
            Path file = folder.resolve("test.db");
            return new TestDatabase(
                    DatabaseKind.SQLITE,
                    file.toString(),
                    "jdbc:sqlite:" + file,
                    Optional.empty(),
                    () -> remove(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for an SQLite database", e);
        }
    }

    /**
     * {@return an empty database on a PostgreSQL server; closed by the caller}
     *
     * @throws IllegalStateException if there is no server and that is to fail
     */
    public static TestDatabase postgres() {
        return on(ServerKind.POSTGRES, DatabaseKind.POSTGRES);
    }

    /**
     * {@return an empty database on a MySQL server; closed by the caller}
     *
     * @throws IllegalStateException if there is no server and that is to fail
     */
    public static TestDatabase mysql() {
        return on(ServerKind.MYSQL, DatabaseKind.MYSQL);
    }

    /**
     * {@return an empty database on a MariaDB server; closed by the caller}
     *
     * @throws IllegalStateException if there is no server and that is to fail
     */
    public static TestDatabase mariadb() {
        return on(ServerKind.MARIADB, DatabaseKind.MARIADB);
    }

    /**
     * {@return a fresh and empty database of a kind; closed by the caller}
     *
     * @param kind which product
     * @throws IllegalStateException if there is no server and that is to fail
     * @throws UncheckedIOException if the folder of an SQLite file cannot be made
     */
    public static TestDatabase of(DatabaseKind kind) {
        return switch (kind) {
            case SQLITE -> sqlite();
            case POSTGRES -> postgres();
            case MYSQL -> mysql();
            case MARIADB -> mariadb();
        };
    }

    private static TestDatabase on(ServerKind serverKind, DatabaseKind kind) {
        TestServer server = TestServers.get(serverKind);
        String name = server.createDatabase();
        return new TestDatabase(kind, name, server.jdbcUrl(name), Optional.of(server), () -> server.dropDatabase(name));
    }

    /** {@return which database it is} */
    public DatabaseKind kind() {
        return kind;
    }

    /** {@return the name of the database on its server, for SQLite the path of the file} */
    public String name() {
        return name;
    }

    /** {@return the JDBC URL, without user and password; of the form {@code jdbc:mysql:} for MariaDB too} */
    public String jdbcUrl() {
        return jdbcUrl;
    }

    /** {@return an account of the server that may do everything; empty for SQLite} */
    public String user() {
        return server.map(TestServer::adminUser).orElse("");
    }

    /** {@return the password of {@link #user()}; empty for SQLite} */
    public String password() {
        return server.map(TestServer::adminPassword).orElse("");
    }

    /** {@return the server that holds the database; empty for SQLite} */
    public Optional<TestServer> server() {
        return server;
    }

    /**
     * Connects with the plain JDBC driver and its defaults, past everything under test; the caller closes.
     *
     * @throws SQLException if the driver cannot connect
     */
    public Connection connect() throws SQLException {
        return server.isPresent() ? server.get().connect(name) : connectToFile();
    }

    /** {@return how many sessions the server has in this database now; always 0 for SQLite, which has no server} */
    public int serverSessions() {
        return server.map(running -> running.serverSessions(name)).orElse(0);
    }

    /**
     * {@return a SELECT of one row that only computes, for as long as it is let, and that a cancel really interrupts}
     *
     * <p>No {@code sleep}: MySQL lets a cancelled one return as if nothing had happened.
     *
     * @param atLeast how long it takes on a fast machine, at least, from 1 ms to an hour; several times as long on a slow one
     * @throws IllegalArgumentException if {@code atLeast} is outside that range
     */
    public String slowQuery(Duration atLeast) {
        return GeneratedRows.slowQuery(kind, atLeast);
    }

    /**
     * {@return a SELECT that needs no table and yields rows of the columns {@code id}, a 64-bit integer from 1 to {@code
     * count}, and {@code payload}, a text of 100 ASCII characters that starts with the id; in no particular order}
     *
     * <p>The server produces the rows while they are read.
     *
     * @param count how many rows, from 0 to 1,000,000,000
     * @throws IllegalArgumentException if {@code count} is outside that range
     */
    public String numbersQuery(long count) {
        return GeneratedRows.numbersQuery(kind, count);
    }

    /**
     * Removes the database, ending the sessions that a test left in it; without effect the second time.
     *
     * @throws IllegalStateException if the server does not drop it
     * @throws UncheckedIOException if the file cannot be deleted
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            removal.run();
        }
    }

    /** {@return kind and name} */
    @Override
    public String toString() {
        return kind + " " + name;
    }

    /** Not through {@code DriverManager}, which would start every driver of the class path and their threads. */
    private Connection connectToFile() throws SQLException {
        try {
            Driver driver = Class.forName("org.sqlite.JDBC")
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
            return driver.connect(jdbcUrl, new Properties());
        } catch (ReflectiveOperationException e) {
            throw new SQLException("the JDBC driver org.sqlite.JDBC is not on the class path", e);
        }
    }

    private static void remove(Path folder) {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the SQLite database in " + folder, e);
        }
    }
}
