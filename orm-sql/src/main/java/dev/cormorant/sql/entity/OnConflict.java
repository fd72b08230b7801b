package dev.cormorant.sql.entity;

/** What an upsert does with the row that has the key already. */
public enum OnConflict {
    /** Leaves it as it is. */
    IGNORE,
    /**
     * Writes what an update writes, and the marks of {@link SoftDelete} and {@link Archived} as the entity has them; a version goes up
     * by one. A row that holds the same values already is left as it is, with its version and time.
     */
    UPDATE,
    /** As {@link #UPDATE}, and also writes what an update leaves alone: {@link CreatedAt} and columns that are not updatable. */
    REPLACE,
    /** As {@link #UPDATE} if the row has the version of the entity, whether its values differ or not; else leaves it as it is. */
    UPDATE_SAME_VERSION
}
