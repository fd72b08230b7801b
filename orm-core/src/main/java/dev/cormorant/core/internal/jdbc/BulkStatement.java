package dev.cormorant.core.internal.jdbc;

import dev.cormorant.core.driver.BulkInsert;
import dev.cormorant.core.driver.BulkPath;
import dev.cormorant.core.driver.BulkRows;
import dev.cormorant.core.driver.BulkTable;
import dev.cormorant.core.error.MappingException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends many rows by the bulk path of the driver. The statement of JDBC behind it runs nothing: it is what the driver is told to stop.
 */
final class BulkStatement extends TrackedStatement implements BulkInsert {

    private final BulkPath path;
    private @Nullable BulkTable shown;
    private String sql = "";
    private boolean noted;

    BulkStatement(LeasedConnection connection, Statement delegate) {
        super(connection, null, 0, delegate);
        this.path = choke.driver.bulkPath();
    }

    @Override
    public int rowsAtOnce() {
        return path.rowsAtOnce();
    }

    /** However many rows there are, they are one use: how many are sent at once says nothing of a leak. */
    @Override
    void noteUse(String text) {
        if (!noted) {
            super.noteUse(text);
            noted = true;
        }
    }

    @Override
    public void send(BulkTable table, List<@Nullable Object[]> rows, boolean careful) throws SQLException {
        if (!table.equals(shown)) {
            sql = path.text(table);
            shown = table;
        }
        connection.stream.refuseBeside(sql);
        long id = takeId();
        String comment = choke.commented("", id);
        run(id, sql, () -> sent(new BulkRows(table, rows, careful, comment)));
    }

    private Long sent(BulkRows rows) throws SQLException {
        try {
            path.insert(lease.driverConnection(), rows);
            // Whoever stops a load means all of it, however quickly this part of it went.
            refuseIfStopped();
            return (long) rows.rows().size();
        } catch (MappingException refused) {
            // A value without a form is the fault of its row: the connection is as good as before.
            throw new SQLDataException(refused.getMessage(), "22000", refused);
        }
    }
}
