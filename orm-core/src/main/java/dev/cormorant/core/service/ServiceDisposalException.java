package dev.cormorant.core.service;

/**
 * A service failed while it was disposed of. The first failure is the cause, those of further services are suppressed; all
 * services are out of the registry all the same.
 */
public final class ServiceDisposalException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    ServiceDisposalException(String service, Throwable cause) {
        super("could not dispose of " + service + ": " + cause, cause);
    }
}
