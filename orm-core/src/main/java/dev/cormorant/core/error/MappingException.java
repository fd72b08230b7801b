package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** A row cannot become the requested type, or a value cannot become a parameter. */
public final class MappingException extends OrmException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, what is wrong and what is allowed
     * @param cause what was thrown below; null if there is nothing below
     */
    public MappingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Makes one that has no other failure behind it.
     *
     * @param message what is wrong and what is allowed
     */
    public MappingException(String message) {
        super(message, null);
    }
}
