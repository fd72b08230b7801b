package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** The SQL text is not valid here: a syntax error, or an unknown table, column or function. */
public final class SyntaxException extends StatementException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, what is wrong and what is allowed
     * @param cause what was thrown below; null if there is nothing below
     */
    public SyntaxException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
