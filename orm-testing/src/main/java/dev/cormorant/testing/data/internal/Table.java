package dev.cormorant.testing.data.internal;

import java.util.List;
import java.util.Optional;

/**
 * A table as the catalog describes it.
 *
 * @param schema its schema, on MySQL its database; empty for that of the connection
 * @param name its name
 * @param columns its columns in their order
 * @param key the columns of its primary key in their order; empty if it has none
 * @param references its foreign keys
 */
public record Table(String schema, String name, List<Column> columns, List<String> key, List<Reference> references) {

    /** Keeps unmodifiable copies of the lists. */
    public Table {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        references = List.copyOf(references);
    }

    /**
     * Finds a column.
     *
     * @param wanted its name, in either case
     * @return the column; empty if there is none
     */
    public Optional<Column> column(String wanted) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(wanted))
                .findFirst();
    }

    /** {@return the columns that can be written} */
    public List<Column> written() {
        return columns.stream().filter(column -> !column.computed()).toList();
    }

    /** {@return how it stands in a statement} */
    public String in(Product product) {
        return schema.isEmpty() ? product.quoted(name) : product.quoted(schema) + "." + product.quoted(name);
    }

    /** {@return its name, with the schema where one was given} */
    @Override
    public String toString() {
        return schema.isEmpty() ? name : schema + "." + name;
    }
}
