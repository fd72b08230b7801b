package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** The transaction ran longer than its limit and was rolled back. */
public final class TransactionTimedOutException extends TransactionException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, what is wrong and what is allowed
     * @param cause what was thrown below; null if there is nothing below
     */
    public TransactionTimedOutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
