package dev.cormorant.sql.internal.entity;

import dev.cormorant.sql.internal.model.Identifier;
import dev.cormorant.sql.internal.model.Product;
import dev.cormorant.sql.internal.model.Table;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A table as it is now.
 *
 * @param columns its columns; empty if there is no such table
 * @param key the names of the columns of its primary key, in no order
 */
public record LiveTable(List<Column> columns, List<String> key) {

    /**
     * A column.
     *
     * @param name its name
     * @param type its type, of {@link java.sql.Types}
     * @param typeName its type, as the database calls it
     * @param nullable whether it may be null
     * @param required whether an insert must fill it
     */
    public record Column(String name, int type, String typeName, boolean nullable, boolean required) {}

    @Nullable
    Column find(String name) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    /**
     * Where a table is, as metadata is asked for it.
     *
     * @param catalog the catalog; null if that means nothing
     * @param schema the schema; null if that means nothing
     * @param table the name as the database keeps it
     */
    public record Place(@Nullable String catalog, @Nullable String schema, String table) {}

    /**
     * Where a table would be.
     *
     * @param connection a connection of its database
     * @param product the database
     * @param table the table of an entity
     * @return its place, whether it is there or not
     * @throws SQLException if the schema of the connection cannot be read
     */
    public static Place place(Connection connection, Product product, Table table) throws SQLException {
        String schema = table.schema().map(Identifier::name).orElse(null);
        String catalog = product.isMysqlFamily() ? (schema == null ? connection.getCatalog() : schema) : null;
        String inSchema = product == Product.POSTGRES ? (schema == null ? connection.getSchema() : schema) : null;
        Identifier name = table.name();
        // PostgreSQL keeps a name that was not quoted in small letters.
        boolean folded = product == Product.POSTGRES && !name.exact();
        return new Place(catalog, inSchema, folded ? name.name().toLowerCase(Locale.ROOT) : name.name());
    }

    /**
     * Reads a table.
     *
     * @param connection a connection of its database
     * @param place where it is
     * @return the table; without columns if it is not there
     * @throws SQLException if the metadata cannot be read
     */
    public static LiveTable read(Connection connection, Place place) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        List<Column> columns = columns(metaData, place.catalog(), place.schema(), place.table());
        // The driver of SQLite refuses to look for the key of what is not there.
        return new LiveTable(
                columns, columns.isEmpty() ? List.of() : key(metaData, place.catalog(), place.schema(), place.table()));
    }

    private static List<Column> columns(
            DatabaseMetaData metaData, @Nullable String catalog, @Nullable String schema, String table)
            throws SQLException {
        List<Column> columns = new ArrayList<>();
        String escape = metaData.getSearchStringEscape();
        String pattern = table.replace("_", escape + "_").replace("%", escape + "%");
        try (ResultSet rows = metaData.getColumns(catalog, schema, pattern, null)) {
            while (rows.next()) {
                if (rows.getString("TABLE_NAME").equalsIgnoreCase(table)) {
                    columns.add(column(rows));
                }
            }
        }
        return columns;
    }

    private static Column column(ResultSet row) throws SQLException {
        String name = row.getString("COLUMN_NAME");
        int type = row.getInt("DATA_TYPE");
        String typeName = row.getString("TYPE_NAME");
        boolean nullable = row.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls;
        boolean filled = row.getString("COLUMN_DEF") != null
                || "YES".equals(row.getString("IS_AUTOINCREMENT"))
                || "YES".equals(row.getString("IS_GENERATEDCOLUMN"));
        return new Column(name, type, typeName, nullable, !nullable && !filled);
    }

    private static List<String> key(
            DatabaseMetaData metaData, @Nullable String catalog, @Nullable String schema, String table)
            throws SQLException {
        List<String> key = new ArrayList<>();
        try (ResultSet rows = metaData.getPrimaryKeys(catalog, schema, table)) {
            while (rows.next()) {
                key.add(rows.getString("COLUMN_NAME"));
            }
        }
        return key;
    }
}
