package dev.cormorant.core.internal.connect;

import dev.cormorant.core.budget.BudgetShare;
import dev.cormorant.core.budget.Entry;
import dev.cormorant.core.error.AcquireInterruptedException;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.PoolExhaustedException;
import dev.cormorant.core.error.ShuttingDownException;
import dev.cormorant.core.error.TooManyWaitersException;
import java.sql.Connection;
import java.time.Duration;
import java.util.function.Supplier;

/** The room that the first connection takes in a budget while a database is opened. */
public final class FirstShare implements AutoCloseable {

    private final BudgetShare share;

    private FirstShare(BudgetShare share) {
        this.share = share;
    }

    /**
     * Waits for room.
     *
     * @param share whose
     * @param maxWait the longest wait
     * @param operation what is being done, for messages
     * @return the room; closed by the caller when the first connection is idle or closed again
     * @throws PoolExhaustedException if there is none for so long
     * @throws TooManyWaitersException if too many wait for room already
     */
    public static FirstShare enter(BudgetShare share, Duration maxWait, Supplier<FailedOperation> operation) {
        try {
            Entry entry = share.enter(maxWait);
            switch (entry) {
                case ENTERED -> {
                    return new FirstShare(share);
                }
                case TIMED_OUT ->
                    throw new PoolExhaustedException(
                            operation.get().message("no room in the budget of all databases: " + totals(share)), null);
                case TOO_MANY_WAITERS ->
                    throw new TooManyWaitersException(
                            operation
                                    .get()
                                    .message("too many wait for the budget of all databases already: " + totals(share)),
                            null);
                default -> throw new ShuttingDownException(operation.get().message("the databases are closing"), null);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AcquireInterruptedException(
                    operation.get().message("the thread was interrupted; its flag is set"), interrupted);
        }
    }

    private static String totals(BudgetShare share) {
        return share.budget().totals().toString();
    }

    /**
     * Opens the connection and counts it.
     *
     * @param opening how
     * @return the open connection
     */
    public Connection open(Supplier<Connection> opening) {
        boolean success = false;
        if (!share.beginOpen()) {
            throw new IllegalStateException("the room for the first connection is taken");
        }
        try {
            Connection first = opening.get();
            success = true;
            return first;
        } finally {
            share.endOpen(success);
        }
    }

    @Override
    public void close() {
        share.leave();
    }
}
