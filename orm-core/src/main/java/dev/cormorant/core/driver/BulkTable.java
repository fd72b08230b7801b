package dev.cormorant.core.driver;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table that many rows go into.
 *
 * @param name its name as it is written in statements, in quotes where that is needed
 * @param columns the columns that are written, at least one; the others get what the table has for them
 */
public record BulkTable(String name, List<BulkColumn> columns) {

    /**
     * Checks that there is a column.
     *
     * @throws IllegalArgumentException if there is none
     */
    public BulkTable {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("rows of " + name + " need one column at least");
        }
    }

    /** {@return the name and, in parentheses, the columns} */
    public String target() {
        return name + columns.stream().map(BulkColumn::name).collect(Collectors.joining(", ", " (", ")"));
    }
}
