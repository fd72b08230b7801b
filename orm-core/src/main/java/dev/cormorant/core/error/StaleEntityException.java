package dev.cormorant.core.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row was changed or removed by somebody else since it was read: read it again, and the same work may succeed. Its message names
 * the table, the key and the versions, which is all that tells which row it was.
 */
public final class StaleEntityException extends ConflictException {

    private static final long serialVersionUID = 1L;

    private final String table;
    private final String key;
    private final @Nullable String expected;
    private final @Nullable String found;

    /**
     * Makes one.
     *
     * @param attempted what was attempted, and where: {@code update on sqlite "cities"}
     * @param table the table
     * @param key the key of the row, as text
     * @param expected the version that was read, as text; null if the entity has none
     * @param found the version that the row has now, as text; null if the row is gone
     */
    public StaleEntityException(
            String attempted, String table, String key, @Nullable String expected, @Nullable String found) {
        super(
                attempted + ": the row of " + table + " with the key " + key
                        + (found == null ? " is gone" : " has the version " + found)
                        + (expected == null ? "" : ", and the version " + expected + " was expected")
                        + "; read it again",
                null);
        this.table = table;
        this.key = key;
        this.expected = expected;
        this.found = found;
    }

    /** {@return the table} */
    public String table() {
        return table;
    }

    /** {@return the key of the row, as text} */
    public String key() {
        return key;
    }

    /** {@return the version that was read, as text; empty if the entity has none} */
    public Optional<String> expectedVersion() {
        return Optional.ofNullable(expected);
    }

    /** {@return the version that the row has now, as text; empty if the row is gone} */
    public Optional<String> foundVersion() {
        return Optional.ofNullable(found);
    }
}
