package dev.cormorant.core.transaction;

import org.jspecify.annotations.Nullable;

/**
 * A transaction, or a savepoint of one, that ends with a call instead of a callback. Belongs to the thread that began it, which
 * ends what it began last first; ended by exactly one of {@link #commit} and {@link #rollback}, after which both do nothing.
 */
public final class OpenTransaction {

    private final Ending ending;
    private final Nesting nesting;
    private final Transaction transaction;
    private final TransactionOptions options;
    private final Nesting.@Nullable Part part;
    private boolean ended;

    OpenTransaction(
            Ending ending,
            Nesting nesting,
            Transaction transaction,
            TransactionOptions options,
            Nesting.@Nullable Part part) {
        this.ending = ending;
        this.nesting = nesting;
        this.transaction = transaction;
        this.options = options;
        this.part = part;
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
        if (part == null) {
            ended = true;
            ending.commit(transaction);
        } else {
            // A savepoint that cannot be released is still there to be rolled back to.
            nesting.release(transaction, options, part);
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
        if (part == null) {
            ending.rollback(transaction, cause);
        } else {
            nesting.rollback(transaction, part, cause);
            transaction.leave();
        }
    }

    /**
     * Runs what {@link Transaction#afterCommit} was asked to do so far, in the open transaction, and forgets it: for tests whose
     * transaction is never committed. After the end it does nothing.
     */
    public void runAfterCommitHooks() {
        if (!ended) {
            transaction.hooks.runEarly(transaction.label());
        }
    }
}
