package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** The server has no such database; for SQLite: the file cannot be opened or is not a database. */
public final class UnknownDatabaseException extends ConnectionUnavailableException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, what is wrong and what is allowed
     * @param cause what was thrown below; null if there is nothing below
     */
    public UnknownDatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
