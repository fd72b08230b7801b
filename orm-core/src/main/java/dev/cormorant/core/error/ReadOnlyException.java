package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** A write on a connection, transaction, file or server that only reads. */
public final class ReadOnlyException extends StatementException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, what is wrong and what is allowed
     * @param cause what was thrown below; null if there is nothing below
     */
    public ReadOnlyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
