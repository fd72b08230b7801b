package dev.cormorant.core.driver;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The way of one database for many rows. Called by the core only, as one execution, which {@link Driver#cancel} stops from another
 * thread. Safe for all threads.
 */
public interface BulkPath {

    /**
     * The statement as messages and monitoring show it.
     *
     * @param table the table
     * @return its text, without any value
     */
    String text(BulkTable table);

    /** {@return how many rows are worth sending at once; 1 to 20,000} */
    int rowsAtOnce();

    /**
     * Inserts rows in the running transaction. What went in before a failure is undone by the caller, with a savepoint.
     *
     * @param connection the raw connection, in a transaction
     * @param rows the rows
     * @throws SQLException if the database refuses a row, or JDBC fails; also if it cannot be said for certain that all rows are in.
     *     The connection can be used as far as the error allows
     * @throws dev.cormorant.core.error.MappingException if a value has no form on this database; the connection can be used
     */
    void insert(Connection connection, BulkRows rows) throws SQLException;
}
