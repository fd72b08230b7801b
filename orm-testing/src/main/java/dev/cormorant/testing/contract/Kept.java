package dev.cormorant.testing.contract;

import org.jspecify.annotations.Nullable;

/** Something that one place keeps for another one, perhaps in another thread. */
final class Kept<T> {

    private volatile @Nullable T value;

    void set(T kept) {
        value = kept;
    }

    boolean isSet() {
        return value != null;
    }

    /** {@return what was kept; fails if there is nothing} */
    T get() {
        T kept = value;
        if (kept == null) {
            throw new AssertionError("nothing was kept");
        }
        return kept;
    }
}
