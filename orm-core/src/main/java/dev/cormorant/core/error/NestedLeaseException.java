package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** The calling thread holds a connection of this database and asks for another, which could wait for ever; the message names both places. */
public final class NestedLeaseException extends ConnectionUnavailableException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, what is wrong and what is allowed
     * @param cause what was thrown below; null if there is nothing below
     */
    public NestedLeaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
