package dev.cormorant.testing.data.internal;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads tables by the metadata of JDBC. For the thread and the time of one connection; each table is read once. */
public final class Catalog {

    private static final int LISTED = 30;

    private final Product product;
    private final Connection connection;
    private final DatabaseMetaData metaData;
    private final Map<String, Table> known = new LinkedHashMap<>();

    /**
     * A catalog over a connection.
     *
     * @param product its product
     * @param connection the connection; closed by the caller
     * @throws SQLException if the metadata cannot be had
     */
    public Catalog(Product product, Connection connection) throws SQLException {
        this.product = product;
        this.connection = connection;
        this.metaData = connection.getMetaData();
    }

    /**
     * Finds a table.
     *
     * @param wanted its name in either case, perhaps with a schema and a dot before it
     * @return the table; empty if there is none
     * @throws SQLException if the metadata cannot be read
     */
    public Optional<Table> find(String wanted) throws SQLException {
        int dot = wanted.indexOf('.');
        String schema = dot < 0 ? "" : wanted.substring(0, dot);
        String exact = null;
        for (String name : names(schema)) {
            if (name.equals(wanted.substring(dot + 1))) {
                exact = name;
            } else if (exact == null && name.equalsIgnoreCase(wanted.substring(dot + 1))) {
                exact = name;
            }
        }
        return exact == null ? Optional.empty() : Optional.of(read(schema, exact));
    }

    /** {@return the names of the tables in the schema of the connection, for a message; some of them if there are many} */
    public String listed() throws SQLException {
        List<String> names = names("");
        return names.isEmpty()
                ? "no tables"
                : String.join(", ", names.subList(0, Math.min(LISTED, names.size())))
                        + (names.size() > LISTED ? " and " + (names.size() - LISTED) + " more" : "");
    }

    /**
     * The tables of a schema.
     *
     * @param schema the schema; empty for that of the connection
     * @return their names, sorted; views and what the database keeps for itself are left out
     * @throws SQLException if the metadata cannot be read
     */
    public List<String> names(String schema) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = metaData.getTables(
                catalogOf(schema), schemaOf(schema), "%", new String[] {"TABLE", "PARTITIONED TABLE"})) {
            while (rows.next()) {
                names.add(rows.getString("TABLE_NAME"));
            }
        }
        return names.stream().sorted().toList();
    }

    private @Nullable String catalogOf(String schema) throws SQLException {
        return product != Product.MYSQL ? null : schema.isEmpty() ? connection.getCatalog() : schema;
    }

    private @Nullable String schemaOf(String schema) throws SQLException {
        return product != Product.POSTGRES ? null : schema.isEmpty() ? connection.getSchema() : schema;
    }

    private Table read(String schema, String name) throws SQLException {
        String key = schema + "." + name;
        Table table = known.get(key);
        if (table == null) {
            table = new Table(schema, name, columns(schema, name), key(schema, name), references(schema, name));
            known.put(key, table);
        }
        return table;
    }

    private List<Column> columns(String schema, String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        String escape = metaData.getSearchStringEscape();
        String pattern = table.replace(escape, escape + escape)
                .replace("_", escape + "_")
                .replace("%", escape + "%");
        try (ResultSet rows = metaData.getColumns(catalogOf(schema), schemaOf(schema), pattern, null)) {
            while (rows.next()) {
                if (rows.getString("TABLE_NAME").equals(table)) {
                    columns.add(column(rows));
                }
            }
        }
        return columns;
    }

    private Column column(ResultSet row) throws SQLException {
        String name = row.getString("COLUMN_NAME");
        int type = row.getInt("DATA_TYPE");
        String typeName = Optional.ofNullable(row.getString("TYPE_NAME")).orElse("");
        int size = row.getInt("COLUMN_SIZE");
        int scale = row.getInt("DECIMAL_DIGITS");
        boolean nullable = row.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls;
        boolean automatic = "YES".equals(row.getString("IS_AUTOINCREMENT"));
        boolean computed = "YES".equals(row.getString("IS_GENERATEDCOLUMN")) && !automatic;
        CellKind kind = CellKind.of(product, type, typeName);
        return new Column(name, kind, typeName, size, scale, nullable, computed, automatic);
    }

    private List<String> key(String schema, String table) throws SQLException {
        Map<Integer, String> key = new java.util.TreeMap<>();
        try (ResultSet rows = metaData.getPrimaryKeys(catalogOf(schema), schemaOf(schema), table)) {
            while (rows.next()) {
                key.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(key.values());
    }

    private List<Reference> references(String schema, String table) throws SQLException {
        List<Reference> references = new ArrayList<>();
        try (ResultSet rows = metaData.getImportedKeys(catalogOf(schema), schemaOf(schema), table)) {
            while (rows.next()) {
                boolean further = rows.getInt("KEY_SEQ") > 1 && !references.isEmpty();
                Reference before = further ? references.remove(references.size() - 1) : null;
                references.add(reference(rows, before));
            }
        }
        return references;
    }

    /** The drivers give a row for each column, those of one key behind each other. */
    private Reference reference(ResultSet row, @Nullable Reference before) throws SQLException {
        List<String> columns = new ArrayList<>(before == null ? List.of() : before.columns());
        List<String> referred = new ArrayList<>(before == null ? List.of() : before.referred());
        columns.add(row.getString("FKCOLUMN_NAME"));
        // SQLite names no column where the key of the other table is meant.
        String other = row.getString("PKCOLUMN_NAME");
        referred.add(other == null ? "" : other);
        String inSchema = row.getString(product == Product.MYSQL ? "PKTABLE_CAT" : "PKTABLE_SCHEM");
        boolean deferrable = row.getInt("DEFERRABILITY") != DatabaseMetaData.importedKeyNotDeferrable;
        return new Reference(
                columns, inSchema == null ? "" : inSchema, row.getString("PKTABLE_NAME"), referred, deferrable);
    }
}
