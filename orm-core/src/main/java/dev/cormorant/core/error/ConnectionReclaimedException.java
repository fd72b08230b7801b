package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/**
 * The connection was held for longer than the settings of {@code leak.*} allow, and was taken back from its holder. What was not
 * committed is rolled back.
 */
public final class ConnectionReclaimedException extends ConnectionUnavailableException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, what is wrong and what is allowed
     * @param cause what was thrown below; null if there is nothing below
     */
    public ConnectionReclaimedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
