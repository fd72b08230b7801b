package dev.cormorant.sql.internal.entity;

import dev.cormorant.sql.internal.model.Identifier;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Product;
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
record LiveTable(List<Column> columns, List<String> key) {

    /**
     * A column.
     *
     * @param name its name
     * @param type its type, of {@link java.sql.Types}
     * @param typeName its type, as the database calls it
     * @param nullable whether it may be null
     * @param required whether an insert must fill it
     */
    record Column(String name, int type, String typeName, boolean nullable, boolean required) {}

    @Nullable
    Column find(String name) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    static LiveTable read(Connection connection, Product product, Model<?> model) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String schema = model.tableName().schema().map(Identifier::name).orElse(null);
        String catalog = product.isMysqlFamily() ? (schema == null ? connection.getCatalog() : schema) : null;
        String inSchema = product == Product.POSTGRES ? (schema == null ? connection.getSchema() : schema) : null;
        String table = name(model, product);
        List<Column> columns = columns(metaData, catalog, inSchema, table);
        // The driver of SQLite refuses to look for the key of what is not there.
        return new LiveTable(columns, columns.isEmpty() ? List.of() : key(metaData, catalog, inSchema, table));
    }

    /** PostgreSQL keeps a name that was not quoted in small letters. */
    private static String name(Model<?> model, Product product) {
        Identifier name = model.tableName().name();
        return product == Product.POSTGRES && !name.exact() ? name.name().toLowerCase(Locale.ROOT) : name.name();
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
