package dev.cormorant.testing.contract;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeSet;

/** All tables, columns, indexes, foreign keys and rows of the current schema as lines of text, but for what times and ranks differ in. */
final class SchemaFingerprint {

    private final Connection connection;
    private final String catalog;
    private final String schema;
    private final TreeSet<String> lines = new TreeSet<>();

    private SchemaFingerprint(Connection connection) throws SQLException {
        this.connection = connection;
        this.catalog = connection.getCatalog();
        this.schema = connection.getSchema();
    }

    static String of(Connection connection) throws SQLException {
        SchemaFingerprint print = new SchemaFingerprint(connection);
        DatabaseMetaData meta = connection.getMetaData();
        try (ResultSet tables = meta.getTables(print.catalog, print.schema, "%", new String[] {"TABLE", "VIEW"})) {
            while (tables.next()) {
                String table = tables.getString("TABLE_NAME");
                print.lines.add(tables.getString("TABLE_TYPE") + " " + table);
                if (!RunnerTables.ALL.contains(table)) {
                    print.table(meta, table, tables.getString("TABLE_TYPE").endsWith("TABLE"));
                }
            }
        }
        print.rows(
                "history", "select version, description, type, script, checksum, success from flyway_schema_history");
        return String.join("\n", print.lines);
    }

    private void table(DatabaseMetaData meta, String table, boolean real) throws SQLException {
        try (ResultSet columns = meta.getColumns(catalog, schema, table, "%")) {
            read(
                    "column",
                    columns,
                    List.of(
                            "TABLE_NAME",
                            "COLUMN_NAME",
                            "TYPE_NAME",
                            "COLUMN_SIZE",
                            "NULLABLE",
                            "COLUMN_DEF",
                            "ORDINAL_POSITION"));
        }
        if (real) {
            try (ResultSet indexes = meta.getIndexInfo(catalog, schema, table, false, true)) {
                read(
                        "index",
                        indexes,
                        List.of("TABLE_NAME", "INDEX_NAME", "NON_UNIQUE", "ORDINAL_POSITION", "COLUMN_NAME"));
            }
            try (ResultSet keys = meta.getImportedKeys(catalog, schema, table)) {
                read("key", keys, List.of("FKTABLE_NAME", "FKCOLUMN_NAME", "PKTABLE_NAME", "PKCOLUMN_NAME", "FK_NAME"));
            }
        }
        rows(table, "select * from " + table);
    }

    private void read(String what, ResultSet rows, List<String> columns) throws SQLException {
        while (rows.next()) {
            StringJoiner line = new StringJoiner(" ", what + " ", "");
            for (String column : columns) {
                line.add(String.valueOf(rows.getString(column)));
            }
            lines.add(line.toString());
        }
    }

    private void rows(String table, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                StringJoiner line = new StringJoiner(" ", "row of " + table + " ", "");
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    line.add(String.valueOf(rows.getString(i)));
                }
                lines.add(line.toString());
            }
        }
    }
}
