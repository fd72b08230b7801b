package dev.cormorant.core.driver;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The bulk path of JDBC: one statement for all rows, sent as a batch. */
public final class BatchInsert implements BulkPath {

    private static final int ROWS = 1_000;

    private final ColumnTypes types;

    /**
     * The path for a database.
     *
     * @param types how its values go in
     */
    public BatchInsert(ColumnTypes types) {
        this.types = types;
    }

    @Override
    public String text(BulkTable table) {
        int columns = table.columns().size();
        return "insert into " + table.target()
                + Collections.nCopies(columns, "?").stream().collect(Collectors.joining(", ", " values (", ")"));
    }

    @Override
    public int rowsAtOnce() {
        return ROWS;
    }

    @Override
    public void insert(Connection connection, BulkRows rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text(rows.table()) + rows.comment())) {
            for (@Nullable Object[] row : rows.rows()) {
                for (int i = 0; i < row.length; i++) {
                    types.bind(statement, i + 1, row[i]);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
