package dev.cormorant.sql.internal.model;

/** What an attribute is for. */
public enum Role {
    /** For the application. */
    VALUE,
    /** The key or a part of it. */
    ID,
    /** The version that guards updates. */
    VERSION,
    /** When the row was inserted. */
    CREATED_AT,
    /** When the row was last written. */
    UPDATED_AT,
    /** Whether the row is deleted. */
    DELETED,
    /** Whether the row is archived. */
    ARCHIVED
}
