package dev.cormorant.postgres;

import dev.cormorant.core.config.StatementConfig;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * What a server ends by itself when nobody can tell it to: statements that run for longer than whoever waits for them, and, from
 * PostgreSQL 14 on, those whose client is gone. The server counts the time of one execution; a streamed result is executed anew for
 * each batch, so that a slow reader costs none of it.
 *
 * <p>Where the server, the account or the URL has a {@code statement_timeout} of its own, that one holds. Safe for all threads.
 */
final class SessionLimits {

    /** The first release that can look after its clients. */
    private static final int CHECKS_CLIENTS = 14;

    private final long usualMillis;
    private volatile boolean ours;

    /** For statements that may run so long; zero for no limit. */
    SessionLimits(Duration usual) {
        this.usualMillis = usual.isZero() ? 0 : StatementConfig.onServer(usual).toMillis();
    }

    /** Sets up a new connection, in one round trip. */
    void setUp(Connection connection) throws SQLException {
        String limit = "select set_config('statement_timeout', '" + usualMillis
                + "', false) where current_setting('statement_timeout') = '0'";
        if (connection.getMetaData().getDatabaseMajorVersion() < CHECKS_CLIENTS) {
            begin(connection, limit);
            return;
        }
        try {
            begin(connection, limit + "; set client_connection_check_interval = 1000");
        } catch (SQLException refused) {
            if (VendorError.in(refused).isFatal()) {
                throw refused;
            }
            // On a platform where the server cannot look after its clients.
            begin(connection, limit);
        }
    }

    private void begin(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            try (ResultSet set = statement.getResultSet()) {
                ours = set != null && set.next();
            }
        }
    }

    /** Changes the limit of a connection; zero for none. */
    void limit(Connection connection, Duration limit) throws SQLException {
        if (ours) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set statement_timeout = " + Math.min(Integer.MAX_VALUE, limit.toMillis()));
            }
        }
    }
}
