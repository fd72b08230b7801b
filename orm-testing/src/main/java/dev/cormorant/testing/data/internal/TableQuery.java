package dev.cormorant.testing.data.internal;

import java.util.List;
import java.util.stream.Collectors;

/** The SELECT that reads a table exactly. */
public final class TableQuery {

    private TableQuery() {}

    /**
     * Writes it.
     *
     * @param product the product
     * @param table the table
     * @param columns the columns, read in this order
     * @return the statement; in the order of the primary key, if there is one
     */
    public static String of(Product product, Table table, List<Column> columns) {
        String order = table.key().isEmpty()
                ? ""
                : table.key().stream().map(product::quoted).collect(Collectors.joining(", ", " order by ", ""));
        return "select " + columns.stream().map(product::selected).collect(Collectors.joining(", ")) + " from "
                + table.in(product) + order;
    }
}
