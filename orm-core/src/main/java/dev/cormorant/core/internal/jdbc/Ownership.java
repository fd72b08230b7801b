package dev.cormorant.core.internal.jdbc;

import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.TransactionTimedOutException;
import dev.cormorant.core.internal.Deadline;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The transaction that owns a connection.
 *
 * @param label what it is called in messages
 * @param deadline when it must have ended
 * @param expired whether the watchdog has ended it
 */
public record Ownership(String label, Deadline deadline, BooleanSupplier expired) {

    /** Cuts the time of a statement to what is left of the transaction. */
    long limit(long nanos, String database) throws SQLException {
        long left = deadline.leftNanos();
        if (left <= 0 || expired.getAsBoolean()) {
            throw timedOut(database, null);
        }
        return Math.min(nanos, left);
    }

    SQLException timedOut(String database, @Nullable Throwable cause) {
        String message = FailedOperation.of("go on with " + label, database)
                .message("it took longer than it may and is rolled back; do less in it, or raise transaction.timeout");
        return new SQLTimeoutException(message, "25000", 0, new TransactionTimedOutException(message, cause));
    }

    /**
     * The same transaction with an earlier deadline, for a part of it.
     *
     * @param earlier the deadline of the part
     * @return the owner, with the earlier one of both deadlines
     */
    public Ownership until(Deadline earlier) {
        return new Ownership(label, deadline.earlier(earlier), expired);
    }
}
