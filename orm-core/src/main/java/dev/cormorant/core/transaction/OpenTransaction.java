package dev.cormorant.core.transaction;

import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/**
 * A transaction, or a savepoint of one, that ends with a call instead of a callback. Belongs to the thread that began it, which
 * ends what it began last first; ended by exactly one of {@link #commit} and {@link #rollback}, after which both do nothing.
 */
public final class OpenTransaction {

    private final Transactions transactions;
    private final Transaction transaction;
    private final TransactionOptions options;
    private final @Nullable Savepoint savepoint;
    private boolean ended;

    OpenTransaction(
            Transactions transactions,
            Transaction transaction,
            TransactionOptions options,
            @Nullable Savepoint savepoint) {
        this.transactions = transactions;
        this.transaction = transaction;
        this.options = options;
        this.savepoint = savepoint;
    }

    /**
     * Commits the transaction, or keeps what was done since the savepoint as a part of the outer transaction.
     *
     * @throws dev.cormorant.core.error.TransactionException if it could not; {@code CommitOutcomeUnknownException} if the
     *     connection was lost during the commit
     * @throws dev.cormorant.core.error.OrmException what the database refused at the commit: it is rolled back then
     */
    public void commit() {
        if (ended) {
            return;
        }
        if (savepoint == null) {
            ended = true;
            transactions.commit(transaction);
        } else {
            // A savepoint that cannot be released is still there to be rolled back to.
            transactions.release(transaction, options, savepoint);
            ended = true;
            transaction.leave();
        }
    }

    /**
     * Rolls back the transaction, or what was done since the savepoint.
     *
     * @param cause why: what fails during the rollback is suppressed onto it
     */
    public void rollback(Throwable cause) {
        if (ended) {
            return;
        }
        ended = true;
        if (savepoint == null) {
            transactions.rollback(transaction, cause);
        } else {
            transactions.rollbackTo(transaction, savepoint, cause);
            transaction.leave();
        }
    }
}
