package dev.cormorant.core.driver;

/**
 * A column that many rows go into.
 *
 * @param name its name as it is written in statements, in quotes where that is needed
 * @param type the type of its values, one that {@link ColumnTypes} knows
 * @param json whether it holds JSON, which its values are the texts of
 */
public record BulkColumn(String name, Class<?> type, boolean json) {}
