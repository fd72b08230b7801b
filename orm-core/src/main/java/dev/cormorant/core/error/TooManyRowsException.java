package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** A list-returning fetch passed its limit of rows; stream the query instead. */
public final class TooManyRowsException extends StatementException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, what is wrong and what is allowed
     * @param cause what was thrown below; null if there is nothing below
     */
    public TooManyRowsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
