package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** The statement was stopped on the server: by a cancel, or because its thread was interrupted. */
public final class StatementCancelledException extends StatementException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, what is wrong and what is allowed
     * @param cause what was thrown below; null if there is nothing below
     */
    public StatementCancelledException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
