package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** No connection could be had, or the one in use was lost. The subtypes say why; this type itself stands for a failure to connect that the driver could not classify. */
public sealed class ConnectionUnavailableException extends OrmException
        permits AcquireInterruptedException,
                AuthenticationFailedException,
                ConnectionReclaimedException,
                CredentialsUnavailableException,
                NestedLeaseException,
                PoolExhaustedException,
                ServerUnreachableException,
                ShuttingDownException,
                TooManyWaitersException,
                UnknownDatabaseException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, what is wrong and what is allowed
     * @param cause what was thrown below; null if there is nothing below
     */
    public ConnectionUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
