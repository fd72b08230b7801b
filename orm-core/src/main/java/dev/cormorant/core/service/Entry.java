package dev.cormorant.core.service;

import java.util.concurrent.atomic.AtomicBoolean;

/** A service, where it is registered, and whether its life has ended. */
final class Entry<T> implements Registration {

    final Class<T> type;
    final T service;
    private final ServiceRegistry registry;
    private final Disposer<? super T> disposer;
    private final AtomicBoolean ended = new AtomicBoolean();

    Entry(ServiceRegistry registry, Class<T> type, T service, Disposer<? super T> disposer) {
        this.registry = registry;
        this.type = type;
        this.service = service;
        this.disposer = disposer;
    }

    @Override
    public void close() {
        registry.remove(this);
        dispose();
    }

    /** Leaves the registry without disposing: the service ends by itself. */
    void forget() {
        ended.set(true);
        registry.remove(this);
    }

    void dispose() {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        try {
            disposer.dispose(service);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServiceDisposalException(type.getSimpleName(), interrupted);
        } catch (Exception failed) {
            throw new ServiceDisposalException(type.getSimpleName(), failed);
        }
    }
}
