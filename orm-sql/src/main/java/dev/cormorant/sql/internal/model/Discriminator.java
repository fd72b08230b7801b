package dev.cormorant.sql.internal.model;

/**
 * The column that says which of several classes a row is.
 *
 * @param column the column
 * @param type what it holds: {@code String} or {@code Integer}
 */
public record Discriminator(Identifier column, Class<?> type) {}
