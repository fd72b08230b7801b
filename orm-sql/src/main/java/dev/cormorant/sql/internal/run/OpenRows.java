package dev.cormorant.sql.internal.run;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * An open result and what has to be closed after it.
 *
 * @param rows the result
 * @param owner the statement, or what holds it
 */
public record OpenRows(ResultSet rows, Owner owner) implements AutoCloseable {

    /** What holds the statement of a result. */
    @FunctionalInterface
    public interface Owner {
        /**
         * Closes the statement.
         *
         * @throws SQLException if JDBC fails
         */
        void close() throws SQLException;
    }

    @Override
    public void close() throws SQLException {
        try {
            rows.close();
        } finally {
            owner.close();
        }
    }
}
