package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** This database, or this server version, cannot do what was asked; the message says which can. */
public final class UnsupportedFeatureException extends OrmException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, what is wrong and what is allowed
     * @param cause what was thrown below; null if there is nothing below
     */
    public UnsupportedFeatureException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Makes one that has no other failure behind it.
     *
     * @param message what is wrong and what is allowed
     */
    public UnsupportedFeatureException(String message) {
        super(message, null);
    }
}
