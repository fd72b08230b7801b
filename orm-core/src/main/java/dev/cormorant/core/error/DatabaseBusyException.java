package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** A lock was not granted in time: a lock wait timeout, or a SQLite file that another process writes. */
public final class DatabaseBusyException extends ConflictException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, what is wrong and what is allowed
     * @param cause what was thrown below; null if there is nothing below
     */
    public DatabaseBusyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
