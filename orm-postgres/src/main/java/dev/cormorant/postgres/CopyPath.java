package dev.cormorant.postgres;

import dev.cormorant.core.driver.BulkPath;
import dev.cormorant.core.driver.BulkRows;
import dev.cormorant.core.driver.BulkTable;
import dev.cormorant.core.driver.TabbedText;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.jdbc.PgConnection;

/**
 * Many rows by {@code COPY … FROM STDIN}, in its text format: it takes every type that a text can become, where the binary one wants the
 * exact type of each column. Each sending is a COPY of its own, so that nothing waits for the source of the rows in the middle of one, and
 * the limits of a statement hold for it.
 */
final class CopyPath implements BulkPath {

    static final CopyPath INSTANCE = new CopyPath();

    private static final int ROWS = 10_000;

    private CopyPath() {}

    @Override
    public String text(BulkTable table) {
        return "copy " + table.target() + " from stdin";
    }

    @Override
    public int rowsAtOnce() {
        return ROWS;
    }

    @Override
    public void insert(Connection connection, BulkRows rows) throws SQLException {
        PgConnection session = connection.unwrap(PgConnection.class);
        CopyIn copy = session.getCopyAPI().copyIn(text(rows.table()) + rows.comment());
        try {
            TabbedText text = new TabbedText(false, (bytes, length) -> copy.writeToCopy(bytes, 0, length));
            CopyValues values = new CopyValues(text);
            for (@Nullable Object[] row : rows.rows()) {
                write(text, values, row);
            }
            text.flush();
            copy.endCopy();
        } catch (SQLException | RuntimeException | Error failed) {
            endAfter(failed, copy);
            throw failed;
        }
    }

    /** A COPY that is not ended would take whatever comes next for rows. */
    private static void endAfter(Throwable failed, CopyIn copy) {
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException suppressed) {
            failed.addSuppressed(suppressed);
        }
    }

    private static void write(TabbedText text, CopyValues values, @Nullable Object[] row) throws SQLException {
        for (int i = 0; i < row.length; i++) {
            if (i > 0) {
                text.nextColumn();
            }
            values.write(i + 1, row[i]);
        }
        text.endRow();
    }
}
