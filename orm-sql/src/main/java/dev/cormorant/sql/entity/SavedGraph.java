package dev.cormorant.sql.entity;

/**
 * What saving a graph did.
 *
 * @param <E> the entity at its root
 * @param root the entity with all keys, versions and times that were made, and so are those in its relations
 * @param inserted rows that are new
 * @param updated rows of which a column was changed
 * @param unchanged rows that were as they should be; nothing was sent for them
 * @param orphaned rows that belonged to an entity of the graph and do not any more
 * @param linked pairs that are new in tables of links
 * @param unlinked pairs that were removed from them
 */
public record SavedGraph<E>(E root, int inserted, int updated, int unchanged, int orphaned, int linked, int unlinked) {}
