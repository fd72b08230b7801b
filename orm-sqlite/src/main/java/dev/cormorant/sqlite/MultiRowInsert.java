package dev.cormorant.sqlite;

import dev.cormorant.core.driver.BatchInsert;
import dev.cormorant.core.driver.BulkPath;
import dev.cormorant.core.driver.BulkRows;
import dev.cormorant.core.driver.BulkTable;
import dev.cormorant.core.driver.ColumnTypes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Inserts of many rows each. SQLite begins and ends a statement for every row of a batch, which is a quarter of the time of a load. What
 * does not fill a statement goes in a batch, and so do rows that are looked at closely.
 */
final class MultiRowInsert implements BulkPath {

    /** More are not faster: measured with six columns. */
    static final int MOST_ROWS = 64;

    /** So that a usual text is short enough for the connection to keep its statement, and far below the 32,766 that SQLite takes. */
    static final int MOST_VALUES = 3_000;

    private final ColumnTypes types;
    private final BatchInsert batch;

    MultiRowInsert(ColumnTypes types) {
        this.types = types;
        this.batch = new BatchInsert(types);
    }

    @Override
    public String text(BulkTable table) {
        return batch.text(table);
    }

    @Override
    public int rowsAtOnce() {
        return batch.rowsAtOnce();
    }

    @Override
    public void insert(Connection connection, BulkRows rows) throws SQLException {
        List<@Nullable Object[]> all = rows.rows();
        int together = together(rows.table());
        int whole = rows.careful() || together == 1 ? 0 : all.size() - all.size() % together;
        if (whole > 0) {
            insert(connection, text(rows.table(), together) + rows.comment(), all.subList(0, whole), together);
        }
        if (whole < all.size()) {
            batch.insert(
                    connection,
                    new BulkRows(rows.table(), all.subList(whole, all.size()), rows.careful(), rows.comment()));
        }
    }

    /** {@return how many rows of a table go into one statement; 1 if it is very wide} */
    static int together(BulkTable table) {
        return Math.max(1, Math.min(MOST_ROWS, MOST_VALUES / table.columns().size()));
    }

    private static String text(BulkTable table, int rows) {
        String one =
                Collections.nCopies(table.columns().size(), "?").stream().collect(Collectors.joining(",", "(", ")"));
        return "insert into " + table.target() + " values " + String.join(",", Collections.nCopies(rows, one));
    }

    private void insert(Connection connection, String text, List<@Nullable Object[]> rows, int together)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            int waiting = 0;
            int parameter = 0;
            for (@Nullable Object[] row : rows) {
                for (Object value : row) {
                    types.bind(statement, ++parameter, value);
                }
                if (++waiting == together) {
                    statement.executeUpdate();
                    waiting = 0;
                    parameter = 0;
                }
            }
        }
    }
}
