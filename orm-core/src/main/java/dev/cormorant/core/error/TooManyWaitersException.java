package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** So many callers wait for a connection already that one more is refused at once. */
public final class TooManyWaitersException extends ConnectionUnavailableException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, what is wrong and what is allowed
     * @param cause what was thrown below; null if there is nothing below
     */
    public TooManyWaitersException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
