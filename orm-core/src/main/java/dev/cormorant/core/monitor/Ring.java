package dev.cormorant.core.monitor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The newest entries of something that happens now and then: at most so many, and none that is older than a limit. Safe for all
 * threads. Not for every statement: adding takes a lock for the time of two assignments.
 *
 * @param <T> the type of the entries
 */
public final class Ring<T> {

    private final int capacity;
    private final long keptNanos;
    private final LongSupplier clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Kept<T>> entries = new ArrayDeque<>();

    private record Kept<T>(T entry, long at) {}

    /**
     * Makes an empty ring.
     *
     * @param capacity the most entries; 0 for keeping nothing
     * @param keptFor how old an entry may become
     */
    public Ring(int capacity, Duration keptFor) {
        this(capacity, keptFor, System::nanoTime);
    }

    Ring(int capacity, Duration keptFor, LongSupplier clock) {
        if (capacity < 0) {
            throw new IllegalArgumentException("a ring keeps 0 entries or more, not " + capacity);
        }
        this.capacity = capacity;
        this.keptNanos = keptFor.toNanos();
        this.clock = clock;
    }

    /**
     * Adds an entry; the oldest one goes if there is no room.
     *
     * @param entry the entry
     */
    public void add(T entry) {
        if (capacity == 0) {
            return;
        }
        long now = clock.getAsLong();
        lock.lock();
        try {
            expire(now);
            if (entries.size() == capacity) {
                entries.removeFirst();
            }
            entries.addLast(new Kept<>(entry, now));
        } finally {
            lock.unlock();
        }
    }

    private void expire(long now) {
        while (!entries.isEmpty() && now - entries.getFirst().at() > keptNanos) {
            entries.removeFirst();
        }
    }

    /** {@return the entries, newest first} */
    public List<T> entries() {
        long now = clock.getAsLong();
        lock.lock();
        try {
            expire(now);
            List<T> found = new ArrayList<>(entries.size());
            entries.descendingIterator().forEachRemaining(kept -> found.add(kept.entry()));
            return List.copyOf(found);
        } finally {
            lock.unlock();
        }
    }

    /** {@return how many entries there are} */
    public int size() {
        return entries().size();
    }

    /** {@return the most entries there can be} */
    public int capacity() {
        return capacity;
    }
}
