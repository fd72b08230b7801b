package dev.cormorant.postgres.copy;

import dev.cormorant.core.driver.BulkPath;
import dev.cormorant.core.driver.BulkRows;
import dev.cormorant.core.driver.BulkTable;
import dev.cormorant.core.driver.TabbedText.Sink;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;

/**
 * Many rows by {@code COPY … FROM STDIN}: in its binary format if each column has a {@link BinaryForm}, else, and where rows have failed
 * already, as text, whose errors are those of an ordinary insert. Each sending is a COPY of its own, so that nothing waits for the source
 * of the rows in the middle of one, and the limits of a statement hold for it.
 */
public final class CopyPath implements BulkPath {

    /** The path, for all connections. */
    public static final CopyPath INSTANCE = new CopyPath();

    /** Each sending waits for the server at its end, which is felt with fewer. */
    private static final int ROWS = 20_000;

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
        List<BinaryForm> forms = rows.careful() ? List.of() : forms(session, rows.table());
        boolean binary = !forms.isEmpty();
        String sql = text(rows.table()) + (binary ? " with (format binary)" : "") + rows.comment();
        CopyIn copy = session.getCopyAPI().copyIn(sql);
        try {
            Sink sink = (bytes, length) -> copy.writeToCopy(bytes, 0, length);
            CopyRows written = binary ? new CopyBinary(forms, sink) : new CopyText(sink);
            for (@Nullable Object[] row : rows.rows()) {
                written.write(row);
            }
            written.end();
            copy.endCopy();
        } catch (SQLException | RuntimeException | Error failed) {
            endAfter(failed, copy);
            throw failed;
        }
    }

    /** None while the server has no transaction, in which alone the types cannot change between the question and the rows. */
    private static List<BinaryForm> forms(PgConnection session, BulkTable table) throws SQLException {
        return session.getTransactionState() == TransactionState.OPEN ? BinaryForms.of(session, table) : List.of();
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
}
