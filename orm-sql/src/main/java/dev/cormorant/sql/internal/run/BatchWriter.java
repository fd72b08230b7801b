package dev.cormorant.sql.internal.run;

import dev.cormorant.core.Database;
import dev.cormorant.core.driver.ColumnTypes;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects rows and sends them, batch by batch, through one statement. What it holds is one batch, wherever the rows come from.
 */
public final class BatchWriter {

    private final Database database;
    private final ColumnTypes types;
    private final PreparedStatement statement;
    private final String sql;
    private final int parameters;
    private final int batchSize;
    private final LongConsumer progress;
    private int waiting;
    private long sent;
    private long affected;
    private boolean affectedUnknown;

    /**
     * Makes one without rows.
     *
     * @param database the database
     * @param statement the statement; closed by the caller
     * @param sql its text, for messages
     * @param parameters how many {@code ?} it has
     * @param batchSize how many rows are sent at once
     * @param progress told after each batch how many rows have been sent
     */
    public BatchWriter(
            Database database,
            PreparedStatement statement,
            String sql,
            int parameters,
            int batchSize,
            LongConsumer progress) {
        this.database = database;
        this.types = database.columnTypes();
        this.statement = statement;
        this.sql = sql;
        this.parameters = parameters;
        this.batchSize = batchSize;
        this.progress = progress;
    }

    /**
     * Adds a row, and sends the batch if it is full.
     *
     * @param row the values in the order of the parameters
     * @throws IllegalArgumentException if the row has more or fewer values than the statement has parameters
     * @throws dev.cormorant.core.error.OrmException if a value has no form here, or the database refuses the batch
     */
    public void add(@Nullable Object[] row) {
        if (row.length != parameters) {
            throw new IllegalArgumentException("row " + (sent + waiting + 1) + " has " + row.length
                    + " values, and the statement has " + parameters + " parameters");
        }
        try {
            for (int i = 0; i < row.length; i++) {
                types.bind(statement, i + 1, PlainQuery.unwrapped(row[i]));
            }
            statement.addBatch();
            waiting++;
            if (waiting == batchSize) {
                send();
            }
        } catch (SQLException failed) {
            throw failures().translated(failed);
        }
    }

    /**
     * Sends what is waiting.
     *
     * @throws dev.cormorant.core.error.OrmException if the database refuses it
     */
    public void finish() {
        try {
            if (waiting > 0) {
                send();
            }
        } catch (SQLException failed) {
            throw failures().translated(failed);
        }
    }

    private void send() throws SQLException {
        for (int count : statement.executeBatch()) {
            // A driver that joins rows into one statement does not know what each of them did.
            affectedUnknown |= count == Statement.SUCCESS_NO_INFO;
            affected += Math.max(0, count);
        }
        sent += waiting;
        waiting = 0;
        progress.accept(sent);
    }

    private Failures failures() {
        return new Failures(
                database, "execute batch of rows " + (sent + 1) + " to " + (sent + Math.max(1, waiting)), () -> sql);
    }

    /** {@return how many rows were sent} */
    public long sent() {
        return sent;
    }

    /** {@return how many rows the database says that it changed; -1 if it did not say} */
    public long affected() {
        return affectedUnknown ? -1 : affected;
    }
}
