package dev.cormorant.sql.internal.bulk;

import dev.cormorant.core.driver.BulkInsert;
import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.transaction.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends rows in one transaction. When some cannot go in it undoes them and sends them again, by halves, until the first one is found that
 * is at fault: databases say which constraint refused a row, and seldom which row that was. For one thread.
 */
final class Sender implements AutoCloseable {

    private final Connection connection;
    private final BulkInsert bulk;
    private final ColumnTypes types;
    private final Failing failing;
    private final Trial trial;

    Sender(Transaction transaction, ColumnTypes types, Failing failing) throws SQLException {
        this.connection = transaction.connection();
        this.bulk = transaction.bulkInsert();
        this.types = types;
        this.failing = failing;
        this.trial = new Trial(connection, failing);
    }

    int rowsAtOnce() {
        return bulk.rowsAtOnce();
    }

    /** Sends rows; all of them are in when it returns. */
    void send(Waiting waiting) throws SQLException {
        if (Thread.currentThread().isInterrupted()) {
            throw failing.interrupted();
        }
        if (!waiting.shape.nextKeys().isEmpty()) {
            takeKeys(waiting);
        }
        if (!sent(waiting, 0, waiting.rows.size(), false)) {
            carefully(waiting, 0, waiting.rows.size());
        }
    }

    private boolean sent(Waiting waiting, int from, int to, boolean careful) throws SQLException {
        OrmException refused = trial.of(() -> bulk.send(waiting.table, waiting.rows.subList(from, to), careful));
        if (refused != null && careful && to - from == 1) {
            throw failing.ofRow(waiting.number(from), refused);
        }
        return refused == null;
    }

    private void carefully(Waiting waiting, int from, int to) throws SQLException {
        if (!sent(waiting, from, to, true)) {
            int middle = (from + to) >>> 1;
            carefully(waiting, from, middle);
            carefully(waiting, middle, to);
        }
    }

    private void takeKeys(Waiting waiting) throws SQLException {
        List<@Nullable Object[]> rows = waiting.rows;
        try (PreparedStatement statement = connection.prepareStatement(waiting.shape.nextKeys())) {
            types.bind(statement, 1, rows.size());
            try (ResultSet keys = statement.executeQuery()) {
                int taken = 0;
                while (keys.next()) {
                    @Nullable Object[] row = rows.get(taken++);
                    row[waiting.shape.table().columns().size() - 1] = types.read(keys, 1, waiting.shape.keyType());
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        bulk.close();
    }
}
