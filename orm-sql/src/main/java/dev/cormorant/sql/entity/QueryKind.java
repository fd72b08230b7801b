package dev.cormorant.sql.entity;

/** What a statement does with the rows of an entity. */
public enum QueryKind {
    /** It reads, counts or looks for them. */
    SELECT,
    /** It adds some. */
    INSERT,
    /** It changes some; restoring and archiving are changes too. */
    UPDATE,
    /** It removes some, or marks them as deleted. */
    DELETE
}
