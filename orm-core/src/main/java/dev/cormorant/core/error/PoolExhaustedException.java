package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** Every connection was in use for as long as the caller could wait; the message names the holders and their last SQL. */
public final class PoolExhaustedException extends ConnectionUnavailableException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, what is wrong and what is allowed
     * @param cause what was thrown below; null if there is nothing below
     */
    public PoolExhaustedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
