package dev.cormorant.testing.reset;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds the tables of a file of SQLite against those of its template, value by value, and brings them there. Every connection has the
 * template attached as {@code template}. Immutable.
 */
final class SqliteTables {

    /** The table of the counters of {@code autoincrement}. */
    static final String COUNTERS = "sqlite_sequence";

    private static final String DEFINITIONS = "the definitions";
    private static final String PROBE = "select type || name || tbl_name || ifnull(sql, '') from ";

    private final List<String> definitions;
    private final Map<String, String> columns;
    private final Map<String, String> differences;
    private final Set<String> withEffects;

    private SqliteTables(
            List<String> definitions,
            Map<String, String> columns,
            Map<String, String> differences,
            Set<String> withEffects) {
        this.definitions = definitions;
        this.columns = columns;
        this.differences = differences;
        this.withEffects = withEffects;
    }

    /** Reads what the template is made of. */
    static SqliteTables read(Connection connection) throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        Map<String, String> differences = new LinkedHashMap<>();
        for (String table : Jdbc.texts(
                connection,
                "select name from template.sqlite_schema where type = 'table' and ifnull(sql, '') not like 'create virtual%'"
                        + " order by name")) {
            List<String> own = columns(connection, table);
            columns.put(table, String.join(", ", own));
            boolean empty = Jdbc.texts(connection, "select 1 from template." + quoted(table) + " limit 1")
                    .isEmpty();
            differences.put(
                    table, empty ? "exists (select 1 from main." + quoted(table) + ")" : difference(table, own));
        }
        Set<String> withEffects = Set.copyOf(
                Jdbc.texts(connection, "select tbl_name from template.sqlite_schema where type = 'trigger'"));
        boolean virtual = !Jdbc.texts(
                        connection, "select 1 from template.sqlite_schema where sql like 'create virtual%'")
                .isEmpty();
        return new SqliteTables(
                definitions(connection, "template"), columns, differences, virtual ? columns.keySet() : withEffects);
    }

    private static List<String> definitions(Connection connection, String schema) throws SQLException {
        return Jdbc.texts(connection, PROBE + schema + ".sqlite_schema order by type, name");
    }

    /** Values are compared as their literals: exactly, whatever the collation of a column takes for the same. */
    private static String difference(String table, List<String> columns) {
        String literals =
                columns.stream().map(column -> "quote(" + column + ")").collect(Collectors.joining(", "));
        String ours = "select " + literals + " from main." + quoted(table);
        String theirs = "select " + literals + " from template." + quoted(table);
        return "(select (select count(*) from main." + quoted(table) + ") <> (select count(*) from template."
                + quoted(table) + ") or exists (" + ours + " except " + theirs + ") or exists (" + theirs + " except "
                + ours + "))";
    }

    /** Those that can be written, the number of the row among them unless a column stands for it. */
    private static List<String> columns(Connection connection, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        int keys = 0;
        boolean integerKey = false;
        // Generated columns are hidden from it.
        for (List<String> row : Jdbc.rows(connection, "pragma template.table_info(" + quoted(table) + ")")) {
            columns.add(quoted(row.get(1)));
            boolean key = !row.get(5).equals("0");
            keys += key ? 1 : 0;
            integerKey |= key && row.get(2).equalsIgnoreCase("integer");
        }
        boolean withoutNumber = Jdbc.text(
                        connection, "select wr from pragma_table_list where schema = 'template' and name = ?", table)
                .equals("1");
        boolean shadowed = columns.stream().anyMatch("\"rowid\""::equalsIgnoreCase);
        if (!withoutNumber && !shadowed && !(keys == 1 && integerKey)) {
            columns.add("rowid");
        }
        return columns;
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** {@return the tables that are not those of the template; or one word for all} */
    List<String> changed(Connection connection) throws SQLException {
        if (!definitions.equals(definitions(connection, "main"))) {
            return List.of(DEFINITIONS);
        }
        return Jdbc.values(connection, differences).entrySet().stream()
                .filter(entry -> entry.getValue().equals("1"))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Brings the tables where they were.
     *
     * @return false if that cannot be done table by table: the definitions differ, or writing would have effects
     */
    boolean restore(Connection connection) throws SQLException {
        List<String> changed = changed(connection);
        if (changed.isEmpty()) {
            return true;
        }
        if (changed.contains(DEFINITIONS) || changed.stream().anyMatch(withEffects::contains)) {
            return false;
        }
        Jdbc.run(connection, "pragma foreign_keys = false");
        connection.setAutoCommit(false);
        try {
            for (String name : changed) {
                if (!name.equals(COUNTERS)) {
                    fill(connection, name);
                }
            }
            if (columns.containsKey(COUNTERS)) {
                // Last: filling a table moves them.
                fill(connection, COUNTERS);
            }
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        return true;
    }

    private void fill(Connection connection, String table) throws SQLException {
        Jdbc.run(
                connection,
                "delete from main." + quoted(table),
                "insert into main." + quoted(table) + " (" + columns.get(table) + ") select " + columns.get(table)
                        + " from template." + quoted(table));
    }
}
