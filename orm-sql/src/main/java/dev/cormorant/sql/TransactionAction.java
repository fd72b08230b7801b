package dev.cormorant.sql;

import dev.cormorant.core.transaction.Transaction;

/**
 * What is done inside a transaction that gives no result.
 *
 * @param <X> the checked exception that it may throw, which reaches the caller as it is
 */
@FunctionalInterface
public interface TransactionAction<X extends Exception> {

    /**
     * Does the work; called once, in the thread of the caller.
     *
     * @param transaction the running transaction; valid until this method returns
     * @throws X what the work throws: the transaction is rolled back
     */
    void run(Transaction transaction) throws X;
}
