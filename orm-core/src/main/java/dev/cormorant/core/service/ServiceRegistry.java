package dev.cormorant.core.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Services by type, disposed of in reverse order of registration when the registry closes. Registries nest: a
 * {@link #nested nested} one sees the services of its parents and ends with them; a {@link #group group} is a nested one
 * whose services its parent sees too, so that many registrations are one unit.
 *
 * <p>Safe for all threads. No lock is held while a service is disposed of. Holds what is registered and nothing else: a
 * closed registration, group or registry leaves no trace in its parent.
 */
public final class ServiceRegistry implements AutoCloseable {

    private final String name;
    private final @Nullable ServiceRegistry parent;
    private final boolean shared;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Entry<?>> entries = new ArrayList<>();
    private boolean closed;
    private @Nullable Registration inParent;

    private ServiceRegistry(String name, @Nullable ServiceRegistry parent, boolean shared) {
        this.name = name;
        this.parent = parent;
        this.shared = shared;
    }

    /**
     * A registry without a parent.
     *
     * @param name what it is called in messages
     * @return an empty registry; closed by the caller
     */
    public static ServiceRegistry create(String name) {
        return new ServiceRegistry(name, null, false);
    }

    /**
     * A registry that ends with this one and sees its services; this one does not see those of the nested one.
     *
     * @param childName what it is called in messages
     * @return an empty registry; closed by the caller or with this one, whichever comes first
     * @throws IllegalStateException if this registry is closed
     */
    public ServiceRegistry nested(String childName) {
        return child(childName, false);
    }

    /**
     * A nested registry whose services this one sees too: many registrations that are closed as one.
     *
     * @param groupName what it is called in messages
     * @return an empty group; closed by the caller or with this registry, whichever comes first
     * @throws IllegalStateException if this registry is closed
     */
    public ServiceRegistry group(String groupName) {
        return child(groupName, true);
    }

    private ServiceRegistry child(String childName, boolean visible) {
        ServiceRegistry child = new ServiceRegistry(name + "/" + childName, this, visible);
        child.inParent = register(ServiceRegistry.class, child);
        return child;
    }

    /**
     * Adds a service.
     *
     * @param <T> the type it is looked up by
     * @param type the type it is looked up by; a later registration of the same type hides this one until it is closed
     * @param service the service
     * @param dispose how its life ends
     * @return the registration, to end the service before the registry ends
     * @throws IllegalStateException if the registry is closed; the service is then not disposed of, the caller still owns it
     */
    public <T> Registration register(Class<T> type, T service, Disposer<? super T> dispose) {
        Entry<T> entry = new Entry<>(this, type, service, dispose);
        lock.lock();
        try {
            refuseIfClosed("register " + type.getSimpleName());
            entries.add(entry);
        } finally {
            lock.unlock();
        }
        return entry;
    }

    /**
     * Adds a service that is closed when its life ends.
     *
     * @param <T> the type it is looked up by
     * @param type the type it is looked up by; a later registration of the same type hides this one until it is closed
     * @param service the service
     * @return the registration, to end the service before the registry ends
     * @throws IllegalStateException if the registry is closed; the service is then not closed, the caller still owns it
     */
    public <T extends AutoCloseable> Registration register(Class<T> type, T service) {
        return register(type, service, AutoCloseable::close);
    }

    /**
     * Looks a service up: here, newest first, then in the groups of this registry, then in its parents.
     *
     * @param <T> the type of the service
     * @param type the type it was registered by
     * @return the service, or empty if there is none
     * @throws IllegalStateException if the registry is closed
     */
    public <T> Optional<T> find(Class<T> type) {
        Optional<T> here = findHere(type);
        return here.isPresent() || parent == null ? here : parent.find(type);
    }

    private <T> Optional<T> findHere(Class<T> type) {
        List<ServiceRegistry> groups = new ArrayList<>();
        lock.lock();
        try {
            refuseIfClosed("look up " + type.getSimpleName());
            for (int i = entries.size() - 1; i >= 0; i--) {
                Object service = entries.get(i).service;
                if (entries.get(i).type == type && !(service instanceof ServiceRegistry)) {
                    return Optional.of(type.cast(service));
                }
                if (service instanceof ServiceRegistry child && child.shared) {
                    groups.add(child);
                }
            }
        } finally {
            lock.unlock();
        }
        return groups.stream().flatMap(group -> group.findIfOpen(type).stream()).findFirst();
    }

    private <T> Optional<T> findIfOpen(Class<T> type) {
        return isClosed() ? Optional.empty() : findHere(type);
    }

    /** {@return how many services are registered, those of groups and nested registries included} */
    public int size() {
        lock.lock();
        try {
            int size = 0;
            for (Entry<?> entry : entries) {
                size += entry.service instanceof ServiceRegistry child ? child.size() : 1;
            }
            return size;
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether {@link #close} was called} */
    public boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes every service out and disposes of each once, newest first; a second call does nothing. A service that fails does
     * not stop the others.
     *
     * @throws ServiceDisposalException if a service could not be disposed of
     */
    @Override
    public void close() {
        List<Entry<?>> taken;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            taken = List.copyOf(entries);
            entries.clear();
        } finally {
            lock.unlock();
        }
        if (inParent instanceof Entry<?> registered) {
            registered.forget();
        }
        disposeNewestFirst(taken);
    }

    private static void disposeNewestFirst(List<Entry<?>> taken) {
        ServiceDisposalException first = null;
        for (int i = taken.size() - 1; i >= 0; i--) {
            try {
                taken.get(i).dispose();
            } catch (ServiceDisposalException failed) {
                if (first == null) {
                    first = failed;
                } else {
                    first.addSuppressed(failed);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void refuseIfClosed(String attempted) {
        if (closed) {
            throw new IllegalStateException(attempted + ": the registry \"" + name + "\" is closed");
        }
    }

    void remove(Entry<?> entry) {
        lock.lock();
        try {
            entries.remove(entry);
        } finally {
            lock.unlock();
        }
    }

    /** {@return the name and the number of services} */
    @Override
    public String toString() {
        return name + " (" + size() + " services" + (isClosed() ? ", closed)" : ")");
    }
}
