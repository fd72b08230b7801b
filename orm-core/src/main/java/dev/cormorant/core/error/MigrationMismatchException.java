package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** The scripts and the history of a database do not agree; nothing was run. The message names each script and what is wrong. */
public final class MigrationMismatchException extends MigrationException {

    private static final long serialVersionUID = 1L;

    /**
     * An error of this kind.
     *
     * @param message what was attempted, on which database, and what does not agree
     * @param cause what Flyway threw; null if nothing
     */
    public MigrationMismatchException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
