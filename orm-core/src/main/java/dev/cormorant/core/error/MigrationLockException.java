package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** The lock of migrations was not to be had within the wait for it; the message says who has it. Nothing was changed. */
public final class MigrationLockException extends MigrationException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, who has the lock and what is allowed
     * @param cause what was thrown below; null if there is nothing below
     */
    public MigrationLockException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
