package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** A value does not fit: out of range, too long, or not of the type of the column. */
public final class DataException extends StatementException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, what is wrong and what is allowed
     * @param cause what was thrown below; null if there is nothing below
     */
    public DataException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
