package dev.cormorant.core.service;

/**
 * Ends the life of a service.
 *
 * @param <T> the type of the service
 */
@FunctionalInterface
public interface Disposer<T> {

    /**
     * Disposes of the service. Called once.
     *
     * @param service the service
     * @throws Exception if it could not; the disposal of other services goes on
     */
    void dispose(T service) throws Exception;
}
