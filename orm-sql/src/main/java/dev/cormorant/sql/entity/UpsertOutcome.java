package dev.cormorant.sql.entity;

/** What an upsert did, told in the same way on each database. */
public enum UpsertOutcome {
    /** There was no row of the key, and now there is. */
    INSERTED,
    /** There was one, and it was written. */
    UPDATED,
    /** There was one, and it was left as it is. */
    UNCHANGED
}
