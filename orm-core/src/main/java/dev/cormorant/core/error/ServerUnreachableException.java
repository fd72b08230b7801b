package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** The server does not answer, refuses connections, or was lost in the middle of the work. */
public final class ServerUnreachableException extends ConnectionUnavailableException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, what is wrong and what is allowed
     * @param cause what was thrown below; null if there is nothing below
     */
    public ServerUnreachableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
