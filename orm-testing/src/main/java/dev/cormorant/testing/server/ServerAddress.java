package dev.cormorant.testing.server;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Where a server is and who may manage it.
 *
 * @param kind which product listens there
 * @param host the host name or address as the driver gets it
 * @param port the TCP port
 * @param parameters the tail of the JDBC URL, empty or starting with a question mark; never holds credentials
 * @param user the name of an account that may create databases
 * @param password that account's password; kept out of {@link #toString()}
 */
record ServerAddress(ServerKind kind, String host, int port, String parameters, String user, String password) {

    /** {@return the JDBC URL of one database, without credentials} */
    String jdbcUrl(String database) {
        return "jdbc:" + kind.jdbcScheme() + "://" + host + ":" + port + "/" + database + parameters;
    }

    /** Connects to a database as the managing account, without any time limit on its statements; the caller closes. */
    Connection connect(String database) throws SQLException {
        return connect(database, new Properties());
    }

    /** Connects for a short managing statement; every wait is bounded, so that a frozen server cannot hold the caller. */
    Connection connectForManaging() throws SQLException {
        Properties limits = new Properties();
        // Seconds for PostgreSQL, milliseconds for MySQL.
        limits.setProperty("connectTimeout", kind.isPostgres() ? "10" : "10000");
        limits.setProperty("socketTimeout", kind.isPostgres() ? "60" : "60000");
        return connect(kind.adminDatabase(), limits);
    }

    private Connection connect(String database, Properties properties) throws SQLException {
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        Connection connection = driverOf(kind).connect(jdbcUrl(database), properties);
        if (connection == null) {
            throw new SQLException(kind.driverClass() + " does not know the URL " + jdbcUrl(database));
        }
        return connection;
    }

    /**
     * {@return the JDBC driver of a kind of server}
     *
     * <p>Not through {@code DriverManager}: that would start every driver of the class path, and MySQL's brings a thread.
     */
    static Driver driverOf(ServerKind kind) throws SQLException {
        try {
            return Class.forName(kind.driverClass())
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new SQLException("the JDBC driver " + kind.driverClass() + " is not on the class path", e);
        }
    }

    @Override
    public String toString() {
        return kind.label() + " at " + host + ":" + port;
    }
}
