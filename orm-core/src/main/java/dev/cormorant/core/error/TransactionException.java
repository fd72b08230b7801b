package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** A transaction could not begin, commit or be used as asked. */
public sealed class TransactionException extends OrmException
        permits CommitOutcomeUnknownException, TransactionTimedOutException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, what is wrong and what is allowed
     * @param cause what was thrown below; null if there is nothing below
     */
    public TransactionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
