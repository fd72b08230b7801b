package dev.cormorant.testing.reset;

import dev.cormorant.testing.server.ServerKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the tables of the template hold, and how to bring those of another database there. A table that is empty in the template is
 * looked at for one row, one that is not is read and hashed: what counts is the state, whoever changed it, and in whatever way.
 * Immutable.
 */
final class MySqlTables {

    private static final Set<String> AS_BYTES = Set.of(
            "char",
            "varchar",
            "tinytext",
            "text",
            "mediumtext",
            "longtext",
            "binary",
            "varbinary",
            "tinyblob",
            "blob",
            "mediumblob",
            "longblob",
            "bit",
            "enum",
            "set",
            "geometry",
            "point",
            "linestring",
            "polygon",
            "multipoint",
            "multilinestring",
            "multipolygon",
            "geomcollection",
            "geometrycollection");

    private final ServerKind kind;
    private final String template;
    private final Map<String, Table> tables;
    private final Map<String, String> state;

    /**
     * A table of the template.
     *
     * @param plain whether it is a base table, which rows alone make what it is
     * @param filled whether it has rows
     * @param columns those that can be written, quoted
     * @param hash an expression over a row
     * @param deleteTriggers whether deleting rows has effects
     * @param insertTriggers whether writing rows has effects
     */
    private record Table(
            boolean plain,
            boolean filled,
            String columns,
            String hash,
            boolean deleteTriggers,
            boolean insertTriggers) {}

    private MySqlTables(ServerKind kind, String template, Map<String, Table> tables, Map<String, String> state) {
        this.kind = kind;
        this.template = template;
        this.tables = tables;
        this.state = state;
    }

    static MySqlTables read(Connection connection, ServerKind kind, String template) throws SQLException {
        Map<String, Table> tables = new LinkedHashMap<>();
        for (List<String> found : Jdbc.rows(
                connection,
                "select table_name, table_type from information_schema.tables where table_schema = ?"
                        + " and table_type not like '%VIEW%' and table_name <> ? order by table_name",
                template,
                MySqlTemplate.MARK)) {
            String name = found.get(0);
            boolean plain = found.get(1).equals("BASE TABLE");
            tables.put(name, table(connection, template, name, plain));
        }
        MySqlTables empty = new MySqlTables(kind, template, tables, Map.of());
        return new MySqlTables(kind, template, tables, empty.stateOf(connection, template));
    }

    private static Table table(Connection connection, String database, String name, boolean plain) throws SQLException {
        List<String> writable = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        for (List<String> column : Jdbc.rows(
                connection,
                "select column_name, lower(data_type), extra from information_schema.columns"
                        + " where table_schema = ? and table_name = ? order by ordinal_position",
                database,
                name)) {
            String quoted = quoted(column.get(0));
            if (!column.get(2).contains("GENERATED") || column.get(2).contains("DEFAULT_GENERATED")) {
                writable.add(quoted);
            }
            parts.add(exactly(quoted, column.get(1)));
        }
        List<String> triggers = triggers(connection, database, name);
        boolean filled = !Jdbc.texts(connection, "select 1 from " + quoted(database) + "." + quoted(name) + " limit 1")
                .isEmpty();
        return new Table(
                plain,
                filled,
                String.join(", ", writable),
                "conv(left(md5(concat_ws('#', " + String.join(", ", parts) + ")), 15), 16, 10)",
                triggers.contains("DELETE"),
                triggers.contains("INSERT"));
    }

    private static List<String> triggers(Connection connection, String database, String table) throws SQLException {
        return Jdbc.texts(
                connection,
                "select event_manipulation from information_schema.triggers where event_object_schema = ?"
                        + " and event_object_table = ?",
                database,
                table);
    }

    /** A text that is another one for every other value, whatever the collation of the column takes for the same. */
    private static String exactly(String column, String type) {
        if (type.equals("json")) {
            return "ifnull(hex(cast(" + column + " as char)), 'N')";
        }
        if (type.equals("float")) {
            // Six digits are not all of them.
            return "ifnull(concat(" + column + " + 0e0), 'N')";
        }
        return AS_BYTES.contains(type)
                ? "ifnull(hex(" + column + "), 'N')"
                : "ifnull(hex(concat(" + column + ")), 'N')";
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** {@return whether nobody has removed the template} */
    boolean isThere(Connection connection) throws SQLException {
        return MySqlTemplate.hasMark(connection, template);
    }

    /** {@return what the tables of the template hold, as {@link #stateOf}} */
    Map<String, String> state() {
        return state;
    }

    /** {@return what the tables of a database hold, and their counters by the names of the tables after a {@code #}} */
    Map<String, String> stateOf(Connection connection, String database) throws SQLException {
        if (kind == ServerKind.MYSQL) {
            // What it shows of counters is a day old otherwise.
            Jdbc.run(connection, "set session information_schema_stats_expiry = 0");
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (List<String> row : Jdbc.rows(
                connection,
                "select table_name, auto_increment from information_schema.tables where table_schema = ?"
                        + " and table_type not like '%VIEW%' and table_name <> ?",
                database,
                MySqlTemplate.MARK)) {
            found.put("#" + row.get(0), row.get(1).isEmpty() ? "1" : row.get(1));
        }
        Map<String, String> expressions = new LinkedHashMap<>();
        tables.forEach((name, table) -> {
            String from = " from " + quoted(database) + "." + quoted(name);
            expressions.put(
                    name,
                    table.filled()
                            ? "(select concat(count(*), ' ', ifnull(sum(cast(" + table.hash() + " as unsigned)), 0))"
                                    + from + ")"
                            : "(select if(exists (select 1" + from + "), 'rows', ''))");
        });
        found.putAll(Jdbc.values(connection, expressions));
        return found;
    }

    /**
     * Brings the tables of a database where they were; its definitions must be right.
     *
     * @param expected what its tables shall hold, which may differ from the template where a table cannot be filled from it
     * @return false if that cannot be done table by table
     */
    boolean restore(Connection connection, String database, Map<String, String> expected) throws SQLException {
        List<String> changed = Jdbc.differences(expected, stateOf(connection, database));
        Set<String> names = changed.stream()
                .map(name -> name.startsWith("#") ? name.substring(1) : name)
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
        for (String name : names) {
            Table table = tables.get(name);
            if (table == null
                    || !table.plain()
                    || (table.filled() && table.insertTriggers())
                    || !Objects.equals(expected.get(name), state.get(name))) {
                return false;
            }
        }
        if (names.isEmpty()) {
            return true;
        }
        Jdbc.run(
                connection,
                "set session foreign_key_checks = 0, unique_checks = 0, sql_mode = 'NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES'");
        try {
            for (String name : names) {
                fill(connection, database, name, changed.contains("#" + name));
            }
        } finally {
            Jdbc.run(connection, "set session foreign_key_checks = 1, unique_checks = 1, sql_mode = @@global.sql_mode");
        }
        return true;
    }

    /**
     * Truncating takes the counter back too, and runs no trigger. To delete and set the counter is twice as quick on MySQL, where
     * truncating makes the table's file anew in 12 to 16 ms on a disk; MariaDB truncates in 5.
     */
    private void fill(Connection connection, String database, String name, boolean counter) throws SQLException {
        Table table = Objects.requireNonNull(tables.get(name));
        String target = quoted(database) + "." + quoted(name);
        boolean truncates = table.deleteTriggers() || (counter && kind != ServerKind.MYSQL);
        Jdbc.run(connection, (truncates ? "truncate table " : "delete from ") + target);
        if (table.filled()) {
            Jdbc.run(
                    connection,
                    "insert into " + target + " (" + table.columns() + ") select " + table.columns() + " from "
                            + quoted(template) + "." + quoted(name));
        }
        String expected = String.valueOf(state.get("#" + name));
        if (counter && !(truncates && expected.equals(counterOf(connection, database, name)))) {
            DefinitionCount.of(kind)
                    .uncounted(
                            connection,
                            "alter table " + target + " auto_increment = " + Long.parseUnsignedLong(expected));
        }
    }

    private static String counterOf(Connection connection, String database, String name) throws SQLException {
        String found = Jdbc.text(
                connection,
                "select auto_increment from information_schema.tables where table_schema = ? and table_name = ?",
                database,
                name);
        return found.isEmpty() ? "1" : found;
    }
}
