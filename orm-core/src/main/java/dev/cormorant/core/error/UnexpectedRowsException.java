package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** A query gave no row where one was promised, or more than one where at most one was. */
public final class UnexpectedRowsException extends StatementException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, what is wrong and what is allowed
     * @param cause what was thrown below; null if there is nothing below
     */
    public UnexpectedRowsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
