package dev.cormorant.sql.entity;

/**
 * What becomes of a row that belongs to an entity in the database, and not any more in the graph that is saved. A relation with
 * {@code orphanRemoval} deletes such rows whatever is said here, or marks them if they are marked when they are deleted.
 */
public enum Orphans {
    /** Nothing: the graph is not saved, and the error names the first of them. */
    REFUSE,
    /** It stays, and belongs to nobody. */
    NULLIFY,
    /** It is removed, also if its entity has a {@link SoftDelete}. */
    DELETE,
    /** It is marked as deleted; its entity must have a {@link SoftDelete}. */
    SOFT_DELETE
}
