package dev.cormorant.core.driver;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that go into a table at once.
 *
 * @param table the table
 * @param rows the values of each row in the order of the columns of the table; null is SQL NULL; at least one row
 * @param careful whether these rows, or others with them, have failed already and were undone: a path that is fast because the server
 *     looks at less takes one on which every fault of a row is an error; others take no notice
 * @param comment what stands behind the text of the statement; mostly empty
 */
public record BulkRows(BulkTable table, List<@Nullable Object[]> rows, boolean careful, String comment) {}
