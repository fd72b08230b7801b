package dev.cormorant.sql.internal.model;

/** Who makes a key. */
public enum Generation {
    /** Whoever makes the entity. */
    ASSIGNED(false),
    /** The column, when the row is inserted. */
    IDENTITY(true),
    /** A sequence, when the row is inserted. */
    SEQUENCE(true),
    /** We, at random: a UUID of version 4. */
    UUID_V4(false),
    /** We, by time and at random: a UUID of version 7. */
    UUID_V7(false);

    private final boolean byDatabase;

    Generation(boolean byDatabase) {
        this.byDatabase = byDatabase;
    }

    /** {@return whether the key is known only after the insert} */
    public boolean isByDatabase() {
        return byDatabase;
    }
}
