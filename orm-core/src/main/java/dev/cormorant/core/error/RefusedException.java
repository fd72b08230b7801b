package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/**
 * A rule of the application does not allow what was asked: a row of another tenant, a write without an owner. The database has not
 * been asked, or what it gave is not handed out. An application may throw it in a rule of its own.
 */
public final class RefusedException extends OrmException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message what was attempted, and which rule does not allow it; without any value
     */
    public RefusedException(String message) {
        super(message, null);
    }

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, and which rule does not allow it; without any value
     * @param cause what was thrown below; null if there is nothing below
     */
    public RefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
