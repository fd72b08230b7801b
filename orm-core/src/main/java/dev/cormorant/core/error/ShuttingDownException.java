package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** The database is being closed, or is closed, and gives out no more connections. */
public final class ShuttingDownException extends ConnectionUnavailableException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, what is wrong and what is allowed
     * @param cause what was thrown below; null if there is nothing below
     */
    public ShuttingDownException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
