package dev.cormorant.testing.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A running database server that tests may fill with databases.
 *
 * <p>It lives as long as the JVM and is shared by its tests; nobody closes it. Thread-safe. Every managing call that needs
 * the server throws {@link IllegalStateException} when the server does not do it within a minute.
 */
public final class TestServer {
    /** Apart from other JVMs on the same server, which may be one that somebody else runs. */
    private static final String NAME_OF_THIS_JVM =
            "cormorant_" + UUID.randomUUID().toString().substring(0, 8) + "_";

    private static final AtomicLong LAST_NUMBER = new AtomicLong();

    private final ServerAddress address;
    private final ServerSql sql;
    private final String version;
    private final String source;
    private final Optional<ServerControl> control;
    private final Disposal disposal;
    private final Set<String> databases = ConcurrentHashMap.newKeySet();

    /** Ends what was started for a server, or drops what was put on one that goes on without us. */
    interface Disposal {
        void dispose(TestServer server) throws IOException;
    }

    private TestServer(
            ServerAddress address, String version, String source, Optional<ServerControl> control, Disposal disposal) {
        this.address = address;
        this.sql = new ServerSql(address.kind());
        this.version = version;
        this.source = source;
        this.control = control;
        this.disposal = disposal;
    }

    /** Looks at a server that accepts connections, and refuses one of another kind. */
    static TestServer open(ServerAddress address, String source, Optional<ServerControl> control, Disposal disposal)
            throws RefusedException {
        ServerSql sql = new ServerSql(address.kind());
        try (Connection connection = address.connectForManaging()) {
            ServerKind actual = sql.actualKind(connection);
            if (actual != address.kind()) {
                throw new RefusedException("it is a " + actual.label() + " server");
            }
            return new TestServer(address, sql.version(connection), source, control, disposal);
        } catch (SQLException e) {
            throw new RefusedException("no connection as " + address.user(), e);
        }
    }

    /** {@return which product it is} */
    public ServerKind kind() {
        return address.kind();
    }

    /** {@return its version as it tells it itself, such as {@code 18.6}} */
    public String version() {
        return version;
    }

    /** {@return in a few words where it came from, such as {@code embedded binaries}} */
    public String source() {
        return source;
    }

    /** {@return the host name or address that it listens on} */
    public String host() {
        return address.host();
    }

    /** {@return the TCP port that it listens on} */
    public int port() {
        return address.port();
    }

    /** {@return an account that may do everything} */
    public String adminUser() {
        return address.user();
    }

    /** {@return the password of {@link #adminUser()}} */
    public String adminPassword() {
        return address.password();
    }

    /**
     * {@return the JDBC URL of one database, without user and password; of the form {@code jdbc:mysql:} for MariaDB too}
     *
     * @param database the name of a database, which need not exist
     */
    public String jdbcUrl(String database) {
        return address.jdbcUrl(database);
    }

    /**
     * Connects as {@link #adminUser()}; the caller closes.
     *
     * @param database the name of an existing database
     * @throws SQLException if the driver cannot connect
     */
    public Connection connect(String database) throws SQLException {
        return address.connect(database);
    }

    /** {@return the name of a new, empty database, unlike any other; removed with {@link #dropDatabase}} */
    public String createDatabase() {
        String name = NAME_OF_THIS_JVM + LAST_NUMBER.incrementAndGet();
        manage("create database " + name, connection -> {
            sql.create(connection, name);
            return name;
        });
        databases.add(name);
        return name;
    }

    /**
     * Removes a database, ending the sessions that are still in it; without effect if there is none of that name.
     *
     * @param database its name
     */
    public void dropDatabase(String database) {
        manage("drop database " + database, connection -> {
            sql.drop(connection, database);
            return database;
        });
        databases.remove(database);
    }

    /**
     * {@return how many client sessions are in a database now, not counting the one that asks}
     *
     * @param database its name
     */
    public int serverSessions(String database) {
        return manage("count the sessions in " + database, connection -> sql.sessionsInDatabase(connection, database));
    }

    /**
     * {@return how many client sessions an account has now, in any database or none, not counting the one that asks}
     *
     * @param user the account's name
     */
    public int serverSessionsOfUser(String user) {
        return manage("count the sessions of " + user, connection -> sql.sessionsOfUser(connection, user));
    }

    /** {@return whether {@link #pause}, {@link #resume}, {@link #kill} and {@link #restart} work: not by URL} */
    public boolean isControllable() {
        return control.isPresent();
    }

    /**
     * Freezes the server: connections stay open, and nothing answers until {@link #resume}.
     *
     * @throws UnsupportedOperationException if this server was given by its URL
     */
    public void pause() {
        control("pause", ServerControl::pause);
    }

    /**
     * Lets a frozen server go on; without effect on one that runs.
     *
     * @throws UnsupportedOperationException if this server was given by its URL
     */
    public void resume() {
        control("resume", ServerControl::resume);
    }

    /**
     * Ends the server as a crash would; bring it back with {@link #restart}.
     *
     * @throws UnsupportedOperationException if this server was given by its URL
     */
    public void kill() {
        control("kill", ServerControl::kill);
    }

    /**
     * Stops the server if it runs or is frozen, and starts it with the same port, accounts and databases.
     *
     * @throws UnsupportedOperationException if this server was given by its URL
     */
    public void restart() {
        control("restart", ServerControl::restart);
    }

    /** Leaves nothing: neither databases on a server that goes on without us, nor a server that is ours. */
    void close() throws IOException {
        disposal.dispose(this);
    }

    /** Drops what {@link #createDatabase} made and nobody dropped. */
    void dropDatabases() {
        databases.forEach(this::dropDatabase);
    }

    private interface Management<R> {
        R run(Connection connection) throws SQLException;
    }

    private <R> R manage(String action, Management<R> management) {
        try (Connection connection = address.connectForManaging()) {
            return management.run(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot " + action + " on " + this + ": " + e.getMessage(), e);
        }
    }

    private interface Action {
        void apply(ServerControl control) throws IOException, RefusedException;
    }

    private void control(String name, Action action) {
        ServerControl ours = control.orElseThrow(() -> new UnsupportedOperationException(
                "cannot " + name + " " + this + ": only a server that the tests have started can be"));
        try {
            action.apply(ours);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot " + name + " " + this, e);
        } catch (RefusedException e) {
            throw new IllegalStateException("cannot " + name + " " + this + ": " + e.reason(), e);
        }
    }

    /** {@return product, version, address and source, in one line without a secret} */
    @Override
    public String toString() {
        return kind().label() + " " + version + " at " + host() + ":" + port() + " (" + source + ")";
    }
}
