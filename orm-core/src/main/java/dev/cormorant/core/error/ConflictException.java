package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** Another transaction stood in the way: roll back, begin anew, and it may succeed. */
public sealed class ConflictException extends OrmException
        permits DatabaseBusyException, DeadlockException, SerializationFailureException, StaleEntityException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, what is wrong and what is allowed
     * @param cause what was thrown below; null if there is nothing below
     */
    public ConflictException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
