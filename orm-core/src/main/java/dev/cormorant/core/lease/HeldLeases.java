package dev.cormorant.core.lease;

import dev.cormorant.core.internal.SlotTable;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The leases that are held now, as the search for leaks sees them. Its methods are called by the watch of the database, except
 * {@link #watch}, which each holder calls.
 */
public final class HeldLeases {

    private final SlotTable<Lease> table;
    private final ReferenceQueue<Object> dropped = new ReferenceQueue<>();
    private final AtomicLong numbers = new AtomicLong();
    private final LongAdder leaked = new LongAdder();
    private final LongAdder suspected = new LongAdder();
    private final LongAdder forceClosed = new LongAdder();
    private volatile boolean watching;
    private volatile boolean stackTraces;

    HeldLeases(int capacity) {
        this.table = new SlotTable<>(capacity);
    }

    void enter(Lease lease) {
        lease.id = numbers.incrementAndGet();
        lease.slot = table.enter(lease, lease.holder.getId());
    }

    void leave(Lease lease) {
        table.leave(lease.slot);
    }

    @Nullable
    Lease find(Predicate<Lease> wanted) {
        return table.find(wanted);
    }

    int size() {
        return table.size();
    }

    /** {@return the connections in use, longest held first} */
    List<HeldLease> snapshots() {
        List<HeldLease> found = new ArrayList<>();
        table.forEach(lease -> found.add(lease.snapshot()));
        found.sort(Comparator.comparing(HeldLease::held).reversed());
        return List.copyOf(found);
    }

    /**
     * Switches the search for leaks on, for leases that are taken from now on.
     *
     * @param withStackTraces whether to note where each is taken
     */
    public void startWatching(boolean withStackTraces) {
        stackTraces = withStackTraces;
        watching = true;
    }

    /**
     * Finds out, later, whether a holder is dropped without closing its lease.
     *
     * @param lease the lease
     * @param holder what the holder uses it through; not kept from the garbage collector
     */
    public void watch(Lease lease, Object holder) {
        if (watching) {
            lease.handle = new Handle(holder, dropped);
            lease.place = stackTraces ? new Throwable("taken here") : null;
        }
    }

    /**
     * Visits every lease.
     *
     * @param visitor what to do with each
     */
    public void forEach(Consumer<? super Lease> visitor) {
        table.forEach(visitor);
    }

    /**
     * Looks at what every holder does just now.
     *
     * @param now the time, as {@link System#nanoTime} counts
     */
    public void observe(long now) {
        table.forEach(lease -> lease.observe(now));
    }

    /** {@return the leases whose holders were found dropped since the last call} */
    public List<Lease> pollDropped() {
        Reference<?> found = dropped.poll();
        if (found == null) {
            return List.of();
        }
        List<Lease> leases = new ArrayList<>();
        while (found != null) {
            leases.addAll(heldThrough(found));
            found = dropped.poll();
        }
        return leases;
    }

    /**
     * The leases that one holder has.
     *
     * @param lease one of them
     * @return that one, and another one if the holder reads and writes through different connections
     */
    public List<Lease> together(Lease lease) {
        Reference<?> handle = lease.handle;
        return handle == null ? List.of(lease) : heldThrough(handle);
    }

    private List<Lease> heldThrough(Reference<?> handle) {
        List<Lease> found = new ArrayList<>(2);
        table.forEach(lease -> {
            if (lease.handle == handle) {
                found.add(lease);
            }
        });
        return found;
    }

    /** Counts a lease whose holder was dropped. */
    public void countLeaked() {
        leaked.increment();
    }

    /** Counts a lease that is suspected to be forgotten. */
    public void countSuspected() {
        suspected.increment();
    }

    /** Counts a lease that was taken back. */
    void countForceClosed() {
        forceClosed.increment();
    }

    long leaked() {
        return leaked.sum();
    }

    long suspected() {
        return suspected.sum();
    }

    long forceClosed() {
        return forceClosed.sum();
    }
}
