package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** The thread was interrupted while it waited for a connection; its interrupt flag is set again. */
public final class AcquireInterruptedException extends ConnectionUnavailableException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, what is wrong and what is allowed
     * @param cause what was thrown below; null if there is nothing below
     */
    public AcquireInterruptedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
