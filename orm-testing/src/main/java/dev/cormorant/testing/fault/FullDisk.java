package dev.cormorant.testing.fault;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Statement;
import java.util.Locale;

/**
 * A database file of SQLite that may not grow any more, by {@code max_page_count}: what needs a further page fails with the real error
 * of a full disk, after the free pages of the file are used up. The limit is one of a connection: begin it on that of a transaction.
 *
 * <p>The servers have no such limit that a test could set without the rights of an operator of the machine. There the error can be
 * injected: {@code Fault.at(n).throwing(() -> new SQLException("disk full", "53100"))} of a {@link FaultyDataSource} for PostgreSQL, error
 * 1114 or 1021 for MySQL and MariaDB; that tests the caller and no server.
 *
 * <p>For one thread; closed by whoever began it.
 */
public final class FullDisk implements AutoCloseable {

    private static final long MOST_PAGES = 4_294_967_294L;

    private final Connection connection;

    private FullDisk(Connection connection) {
        this.connection = connection;
    }

    /**
     * Begins it.
     *
     * @param connection a connection to SQLite, in a transaction
     * @return the full disk; closed by the caller, before the transaction ends
     * @throws UnsupportedOperationException if it is another product
     * @throws SQLException if the database refuses it
     */
    public static FullDisk of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        if (!product.toLowerCase(Locale.ROOT).contains("sqlite")) {
            throw new UnsupportedOperationException(product
                    + " has no limit for its files that a session can set; inject the error by a FaultyDataSource");
        }
        limit(connection, 1); // SQLite takes as many pages as there are for the least.
        return new FullDisk(connection);
    }

    private static void limit(Connection connection, long pages) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("pragma max_page_count = " + pages)) {
            rows.next();
        }
    }

    /**
     * Lets the file grow again. A connection of the layer whose transaction SQLite has ended for want of room runs nothing any more; it is
     * closed with the transaction, and the limit with it.
     *
     * @throws SQLException if the database refuses it
     */
    @Override
    public void close() throws SQLException {
        try {
            limit(connection, MOST_PAGES);
        } catch (SQLTransactionRollbackException ended) {
            // The layer replaces a connection whose session was changed, as this one's was by the limit.
        }
    }
}
