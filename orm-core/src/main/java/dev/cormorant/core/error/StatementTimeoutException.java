package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** The statement ran longer than its limit and was stopped on the server. */
public final class StatementTimeoutException extends StatementException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, what is wrong and what is allowed
     * @param cause what was thrown below; null if there is nothing below
     */
    public StatementTimeoutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
