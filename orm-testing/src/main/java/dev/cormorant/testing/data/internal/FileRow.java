package dev.cormorant.testing.data.internal;

import java.util.Map;

/**
 * A row in a file.
 *
 * @param line where it begins, from 1
 * @param cells its values by the names of their columns, in the order of the file
 */
public record FileRow(int line, Map<String, Cell> cells) {}
