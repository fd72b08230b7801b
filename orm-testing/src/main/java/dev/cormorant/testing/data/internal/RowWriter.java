package dev.cormorant.testing.data.internal;

import dev.cormorant.core.driver.ColumnTypes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Inserts rows with the same columns into one table. For one thread; closed by whoever made it. */
public final class RowWriter implements AutoCloseable {

    private final PreparedStatement statement;
    private final ColumnTypes types;
    private final int width;

    private RowWriter(PreparedStatement statement, ColumnTypes types, int width) {
        this.statement = statement;
        this.types = types;
        this.width = width;
    }

    /**
     * Prepares the insert.
     *
     * @param product the product
     * @param types how values go into parameters
     * @param connection the connection
     * @param table the table
     * @param columns its columns that get values; none for a row of defaults
     * @return the writer
     * @throws SQLException if it cannot be prepared
     */
    public static RowWriter of(
            Product product, ColumnTypes types, Connection connection, Table table, List<Column> columns)
            throws SQLException {
        String sql =
                "insert into " + table.in(product) + (columns.isEmpty() ? defaults(product) : values(product, columns));
        return new RowWriter(connection.prepareStatement(sql), types, columns.size());
    }

    private static String defaults(Product product) {
        return product == Product.MYSQL ? " () values ()" : " default values";
    }

    private static String values(Product product, List<Column> columns) {
        // Without these words PostgreSQL refuses values for keys that it always makes itself.
        String overriding = product == Product.POSTGRES && columns.stream().anyMatch(Column::automatic)
                ? " overriding system value"
                : "";
        return columns.stream()
                        .map(column -> product.quoted(column.name()))
                        .collect(Collectors.joining(", ", " (", ")"))
                + overriding
                + columns.stream().map(product::parameter).collect(Collectors.joining(", ", " values (", ")"));
    }

    /**
     * Inserts a row.
     *
     * @param values the values in the order of the columns; null is SQL NULL
     * @throws SQLException if the database refuses it
     */
    public void insert(List<? extends @Nullable Object> values) throws SQLException {
        for (int i = 0; i < width; i++) {
            types.bind(statement, i + 1, values.get(i));
        }
        statement.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }

    /**
     * Lets keys that PostgreSQL makes go on behind those that were inserted; the others do so themselves.
     *
     * @param product the product
     * @param connection the connection
     * @param table the table
     * @param columns its columns that got values
     * @throws SQLException if the database refuses it
     */
    public static void advanceKeys(Product product, Connection connection, Table table, List<Column> columns)
            throws SQLException {
        for (Column column : columns) {
            if (product == Product.POSTGRES && column.automatic()) {
                String name = product.quoted(column.name());
                String sql = "select setval(s, greatest((select max(" + name + ") from " + table.in(product)
                        + "), 1)) from pg_get_serial_sequence(?, ?) s where s is not null";
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    statement.setString(1, table.in(product));
                    statement.setString(2, column.name());
                    try (ResultSet rows = statement.executeQuery()) {
                        rows.next();
                    }
                }
            }
        }
    }

    /**
     * Lets foreign keys wait for the commit.
     *
     * @param product the product; one that can
     * @param connection the connection, in a transaction
     * @throws SQLException if the database refuses it
     */
    public static void deferKeys(Product product, Connection connection) throws SQLException {
        String sql = product == Product.SQLITE ? "pragma defer_foreign_keys = on" : "set constraints all deferred";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
