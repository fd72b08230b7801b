package dev.cormorant.core.driver;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends many rows through an instrumented connection, by the {@link BulkPath} of its driver. For the thread of its transaction. */
public interface BulkInsert extends AutoCloseable {

    /** {@return how many rows are worth sending at once; 1 to 20,000} */
    int rowsAtOnce();

    /**
     * Inserts rows: as one execution, with an id, the limits of a statement, and a count.
     *
     * @param table the table
     * @param rows the values of each row in the order of the columns; null is SQL NULL
     * @param careful whether they have failed together with others, and are to be looked at closely; see {@link BulkRows}
     * @throws SQLException if the database refuses a row, or the execution is stopped; what went in before is still there, and is undone
     *     with a savepoint
     */
    void send(BulkTable table, List<@Nullable Object[]> rows, boolean careful) throws SQLException;

    @Override
    void close() throws SQLException;
}
