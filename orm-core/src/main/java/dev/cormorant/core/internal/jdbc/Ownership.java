package dev.cormorant.core.internal.jdbc;

import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.TransactionTimedOutException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;

/**
 * The transaction that owns a connection.
 *
 * @param label what it is called in messages
 * @param end when it must have ended, as {@link System#nanoTime} counts
 */
record Ownership(String label, long end) {

    /** Cuts the time of a statement to what is left of the transaction. */
    long limit(long nanos, String database) throws SQLException {
        long left = end - System.nanoTime();
        if (left <= 0) {
            String message = FailedOperation.of("go on with " + label, database)
                    .message("it took longer than it may and is rolled back; do less in it, or raise"
                            + " transaction.timeout");
            throw new SQLTimeoutException(message, "25000", 0, new TransactionTimedOutException(message, null));
        }
        return Math.min(nanos, left);
    }
}
