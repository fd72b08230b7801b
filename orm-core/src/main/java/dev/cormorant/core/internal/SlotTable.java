package dev.cormorant.core.internal;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A bounded set of live objects that threads enter and leave without a lock and without allocating, and that any thread may
 * look through. Entering starts at a slot that depends on the hint, so that threads rarely meet.
 */
public final class SlotTable<T> {

    private final AtomicReferenceArray<@Nullable T> slots;

    /**
     * Makes an empty table.
     *
     * @param capacity the most objects at once, at least 1
     */
    public SlotTable(int capacity) {
        this.slots = new AtomicReferenceArray<>(capacity);
    }

    /**
     * Puts an object into a free slot.
     *
     * @param object the object
     * @param hint any number; equal hints start looking at the same slot
     * @return the slot, or -1 if every slot was taken when it was looked at
     */
    public int tryEnter(T object, long hint) {
        int capacity = slots.length();
        int start = (int) Math.floorMod(hint, (long) capacity);
        for (int i = 0; i < capacity; i++) {
            int slot = start + i < capacity ? start + i : start + i - capacity;
            if (slots.get(slot) == null && slots.compareAndSet(slot, null, object)) {
                return slot;
            }
        }
        return -1;
    }

    /**
     * Puts an object into a free slot of a table in which there is room for certain, since whoever enters holds one of as many
     * permits as there are slots. One look at all slots may still find each of them taken, while others leave and enter.
     *
     * @param object the object
     * @param hint any number; equal hints start looking at the same slot
     * @return the slot
     */
    public int enter(T object, long hint) {
        int slot = tryEnter(object, hint);
        while (slot < 0) {
            Thread.onSpinWait();
            slot = tryEnter(object, hint);
        }
        return slot;
    }

    /**
     * Empties a slot.
     *
     * @param slot what {@link #enter} gave
     */
    public void leave(int slot) {
        slots.set(slot, null);
    }

    /**
     * The first object that fits.
     *
     * @param wanted what to look for
     * @return the object, or null if none fits
     */
    public @Nullable T find(Predicate<? super T> wanted) {
        for (int slot = 0; slot < slots.length(); slot++) {
            T object = slots.get(slot);
            if (object != null && wanted.test(object)) {
                return object;
            }
        }
        return null;
    }

    /**
     * Visits every object that is in the table now; those that enter or leave meanwhile may or may not be seen.
     *
     * @param visitor what to do with each
     */
    public void forEach(Consumer<? super T> visitor) {
        for (int slot = 0; slot < slots.length(); slot++) {
            T object = slots.get(slot);
            if (object != null) {
                visitor.accept(object);
            }
        }
    }

    /** {@return how many objects are in the table} */
    public int size() {
        int size = 0;
        for (int slot = 0; slot < slots.length(); slot++) {
            size += slots.get(slot) == null ? 0 : 1;
        }
        return size;
    }
}
