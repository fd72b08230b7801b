package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** The connection was lost between COMMIT and its answer: the work may or may not be there. */
public final class CommitOutcomeUnknownException extends TransactionException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, what is wrong and what is allowed
     * @param cause what was thrown below; null if there is nothing below
     */
    public CommitOutcomeUnknownException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
