package dev.cormorant.core.service;

/** One service in a registry. Safe for all threads. */
public interface Registration extends AutoCloseable {

    /**
     * Takes the service out of the registry and disposes of it; does nothing the second time, or after the registry was
     * closed.
     *
     * @throws ServiceDisposalException if the service could not be disposed of; it is out of the registry all the same
     */
    @Override
    void close();
}
