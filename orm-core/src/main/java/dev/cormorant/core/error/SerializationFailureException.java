package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** The transaction could not be serialized with a concurrent one. */
public final class SerializationFailureException extends ConflictException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, what is wrong and what is allowed
     * @param cause what was thrown below; null if there is nothing below
     */
    public SerializationFailureException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
