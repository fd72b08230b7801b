package dev.cormorant.core.internal.jdbc;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether a statement changes its session, remembered for texts that were run lately: a driver looks through the whole text for that.
 * A table of fixed size, in which a text takes the place of another one.
 */
final class SessionTexts {

    static final int TEXTS = 512;

    /** Longer texts are looked through each time. */
    static final int LONGEST_TEXT = 2048;

    private final Predicate<String> driver;
    private final AtomicReferenceArray<@Nullable Known> known = new AtomicReferenceArray<>(TEXTS);

    private record Known(String sql, boolean changes) {}

    /**
     * Remembers nothing yet.
     *
     * @param driver says it of a text, always the same
     */
    SessionTexts(Predicate<String> driver) {
        this.driver = driver;
    }

    /** {@return what the driver says of a text} */
    boolean change(String sql) {
        int hash = sql.hashCode();
        int slot = (hash ^ (hash >>> 16)) & (TEXTS - 1);
        Known there = known.get(slot);
        if (there != null && there.sql().equals(sql)) {
            return there.changes();
        }
        boolean changes = driver.test(sql);
        if (sql.length() <= LONGEST_TEXT) {
            known.set(slot, new Known(sql, changes));
        }
        return changes;
    }
}
