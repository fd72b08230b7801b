package dev.cormorant.core.transaction;

import org.jspecify.annotations.Nullable;

/**
 * What is done inside a transaction.
 *
 * @param <R> what it gives
 * @param <X> the checked exception that it may throw, which reaches the caller as it is
 */
@FunctionalInterface
public interface TransactionWork<R extends @Nullable Object, X extends Exception> {

    /**
     * Does the work; called once, in the thread of the caller.
     *
     * @param transaction the running transaction; valid until this method returns
     * @return the result; may be null
     * @throws X what the work throws: the transaction is rolled back
     */
    R run(Transaction transaction) throws X;
}
