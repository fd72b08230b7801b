package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** The application's source of credentials failed, gave nothing, or did not answer in time; the server was not asked. */
public final class CredentialsUnavailableException extends ConnectionUnavailableException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, what is wrong and what is allowed
     * @param cause what the source threw; null if it threw nothing
     */
    public CredentialsUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
