package dev.cormorant.sql.entity;

/**
 * What making a relation hold certain entities did.
 *
 * @param added entities that it did not hold
 * @param removed entities that it held, and does not any more
 * @param kept entities that it held already
 */
public record Synced(int added, int removed, int kept) {}
