package dev.cormorant.testing.data.internal;

import java.util.List;

/**
 * A foreign key.
 *
 * @param columns the columns that refer
 * @param schema the schema of the table that they refer to; empty for that of the connection
 * @param table the table that they refer to
 * @param referred the columns that they refer to, in the same order
 * @param deferrable whether it can be checked at the commit
 */
public record Reference(List<String> columns, String schema, String table, List<String> referred, boolean deferrable) {

    /** Keeps unmodifiable copies of the lists. */
    public Reference {
        columns = List.copyOf(columns);
        referred = List.copyOf(referred);
    }

    boolean refersTo(Table other) {
        return table.equalsIgnoreCase(other.name())
                && (schema.isEmpty() || other.schema().isEmpty() || schema.equalsIgnoreCase(other.schema()));
    }
}
