package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** A schema migration failed or was refused; the message names the script. */
public sealed class MigrationException extends OrmException permits MigrationLockException, MigrationMismatchException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, what is wrong and what is allowed
     * @param cause what was thrown below; null if there is nothing below
     */
    public MigrationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
