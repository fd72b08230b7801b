package dev.cormorant.testing.data.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The frame around restoring tables: what checks foreign keys is put off where it must be, and is on again afterwards. */
public final class Restore implements AutoCloseable {

    private final Product product;
    private final Connection connection;
    private final List<Table> tables;
    private final boolean off;

    private Restore(Product product, Connection connection, List<Table> tables, boolean off) {
        this.product = product;
        this.connection = connection;
        this.tables = tables;
        this.off = off;
    }

    /** A table that is not restored refers to one that is. */
    public static final class Outside extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Outside(String message) {
            super(message);
        }
    }

    /**
     * Begins.
     *
     * @param product the product
     * @param connection the connection, in a transaction
     * @param tables the tables, those that are referred to first
     * @return the frame; closed by the caller
     * @throws SQLException if the database refuses it
     * @throws Outside if foreign keys would have to be switched off that others rely on
     */
    public static Restore begin(Product product, Connection connection, List<Table> tables) throws SQLException {
        boolean hard = circle(product, tables)
                || tables.stream()
                        .anyMatch(table -> table.references().stream().anyMatch(each -> each.refersTo(table)));
        boolean off = product == Product.MYSQL && hard;
        Restore restore = new Restore(product, connection, tables, off);
        if (off) {
            restore.refuseOutside();
            restore.run("set foreign_key_checks = 0");
        } else if (hard) {
            RowWriter.deferKeys(product, connection);
        }
        if (product == Product.MYSQL) {
            // A number that is 0 would become the next one.
            restore.run("set sql_mode = concat(@@sql_mode, ',NO_AUTO_VALUE_ON_ZERO')");
        }
        return restore;
    }

    private static boolean circle(Product product, List<Table> tables) {
        try {
            return TableOrder.of(product, tables).deferred();
        } catch (IllegalArgumentException circle) {
            return true;
        }
    }

    private void refuseOutside() throws SQLException {
        for (Table table : tables) {
            String catalog = table.schema().isEmpty() ? connection.getCatalog() : table.schema();
            try (ResultSet rows = connection.getMetaData().getExportedKeys(catalog, null, table.name())) {
                while (rows.next()) {
                    String other = rows.getString("FKTABLE_NAME");
                    if (tables.stream().noneMatch(each -> each.name().equalsIgnoreCase(other))) {
                        throw new Outside("the table " + other + " refers to " + table
                                + ", whose foreign keys must be switched off meanwhile; put it into the snapshot too");
                    }
                }
            }
        }
    }

    /**
     * Deletes the rows of all tables.
     *
     * @throws SQLException if the database refuses it
     */
    public void empty() throws SQLException {
        List<Table> reversed = new ArrayList<>(tables);
        java.util.Collections.reverse(reversed);
        for (Table table : reversed) {
            run("delete from " + table.in(product));
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Switches on what was switched off. The session is replaced in any case before somebody else gets it. */
    @Override
    public void close() throws SQLException {
        if (product == Product.MYSQL) {
            run("set sql_mode = replace(@@sql_mode, 'NO_AUTO_VALUE_ON_ZERO', '')");
        }
        if (off) {
            run("set foreign_key_checks = 1");
        }
    }
}
