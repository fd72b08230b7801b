package dev.cormorant.testing.reset;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What the tables and sequences of a fresh copy hold, and how to get there again. A table that was empty is looked at for one row,
 * one that was not is read and hashed: what counts is the state, whoever changed it, and in whatever way. Immutable.
 */
final class PostgresTables {

    /** Rows beyond that are not kept in memory: a dirty table of such size is restored by a new copy of everything. */
    private static final int MOST_CHARACTERS = 1 << 20;

    private static final String OWN =
            " from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname not in"
                    + " ('pg_catalog', 'information_schema', 'pg_toast') and c.relpersistence <> 't' and c.relkind ";

    private static final String DEFINITIONS = "select md5(string_agg(p, ' ' order by p)) from ("
            + "select concat_ws(',', 'c', oid, relname, relnamespace, relkind, relowner, relpersistence, relhasrules,"
            + " relhastriggers, relrowsecurity, relforcerowsecurity, relreplident, relacl, reloptions,"
            + " pg_get_expr(relpartbound, oid)) p from pg_class where oid >= 16384"
            + " union all select concat_ws(',', 'n', oid, nspname, nspowner, nspacl) from pg_namespace"
            + " where nspname !~ '^pg_(toast_)?temp_' "
            + versions("pg_attribute", "attrelid")
            + versions("pg_attrdef", "oid")
            + versions("pg_constraint", "oid")
            + versions("pg_index", "indexrelid")
            + versions("pg_trigger", "oid")
            + versions("pg_rewrite", "oid")
            + versions("pg_proc", "oid")
            + versions("pg_type", "oid")
            + versions("pg_policy", "oid")
            + versions("pg_enum", "oid")
            + versions("pg_inherits", "inhrelid")
            + versions("pg_sequence", "seqrelid")
            + versions("pg_description", "objoid")
            + versions("pg_extension", "oid")
            + versions("pg_event_trigger", "oid")
            + versions("pg_cast", "oid")
            + versions("pg_operator", "oid")
            + versions("pg_collation", "oid")
            + versions("pg_statistic_ext", "oid")
            + versions("pg_foreign_table", "ftrelid")
            + versions("pg_publication", "oid")
            + versions("pg_default_acl", "oid")
            + versions("pg_largeobject_metadata", "oid")
            + ") parts";

    private final String definitions;
    private final Map<String, String> expressions;
    private final Map<String, String> state;
    private final Map<String, Table> tables;

    /** A table that can be restored in place. */
    private record Table(String type, String columns, String values, String content) {}

    private PostgresTables(
            String definitions, Map<String, String> expressions, Map<String, String> state, Map<String, Table> tables) {
        this.definitions = definitions;
        this.expressions = expressions;
        this.state = state;
        this.tables = tables;
    }

    /** A row of a catalog is never changed, only replaced: where it stands and who wrote it says whether it is the same. */
    private static String versions(String catalog, String id) {
        return " union all select concat_ws(',', '" + catalog + "', " + id + ", xmin, ctid) from " + catalog + " where "
                + id + " >= 16384";
    }

    /** Reads a copy that nobody has used. */
    static PostgresTables read(Connection connection) throws SQLException {
        Map<String, String> expressions = new LinkedHashMap<>();
        Map<String, Table> tables = new LinkedHashMap<>();
        for (List<String> found : Jdbc.rows(
                connection, "select format('%I.%I', n.nspname, c.relname), c.relkind, c.oid" + OWN + "in ('r', 'm')")) {
            String name = found.get(0);
            boolean empty = Jdbc.texts(connection, "select 1 from only " + name + " limit 1")
                    .isEmpty();
            expressions.put(name, empty ? existence(name) : hash(name));
            if (found.get(1).equals("r")) {
                table(connection, name, found.get(2), empty, tables);
            }
        }
        for (String name : Jdbc.texts(connection, "select format('%I.%I', n.nspname, c.relname)" + OWN + "= 'S'")) {
            expressions.put(name, "(select last_value || ' ' || is_called from " + name + ")");
        }
        return new PostgresTables(
                Jdbc.text(connection, DEFINITIONS), expressions, Jdbc.values(connection, expressions), tables);
    }

    private static String existence(String name) {
        return "(select case when exists (select from only " + name + ") then 'rows' else '' end)";
    }

    private static String hash(String name) {
        return "(select count(*) || ' ' || coalesce(sum(('x' || left(md5(cormorant_row::text), 15))::bit(60)::bigint), 0)"
                + " from only " + name + " cormorant_row)";
    }

    private static void table(Connection connection, String name, String oid, boolean empty, Map<String, Table> tables)
            throws SQLException {
        List<String> columns = Jdbc.texts(
                connection,
                "select quote_ident(attname) from pg_attribute where attrelid = " + Long.parseLong(oid)
                        + " and attnum > 0 and not attisdropped and attgenerated = '' order by attnum");
        String content = "";
        if (!empty) {
            content = Jdbc.text(
                    connection,
                    "select case when sum(length(cormorant_row::text)) < " + MOST_CHARACTERS
                            + " then array_agg(cormorant_row)::text end from only " + name + " cormorant_row");
            if (content.isEmpty() || columns.isEmpty()) {
                return;
            }
        }
        String values = columns.stream().map(column -> "r." + column).collect(Collectors.joining(", "));
        tables.put(name, new Table(name, String.join(", ", columns), values, content));
    }

    /** {@return the tables and sequences that are not as they were; the definitions must be} */
    List<String> changed(Connection connection) throws SQLException {
        return Jdbc.differences(state, Jdbc.values(connection, expressions));
    }

    /** {@return the tables alone that are not as they were} */
    List<String> changedTables(Connection connection) throws SQLException {
        return changed(connection).stream().filter(name -> !isSequence(name)).toList();
    }

    private boolean isSequence(String name) {
        return String.valueOf(expressions.get(name)).contains("is_called");
    }

    /** {@return whether nobody has changed a definition} */
    boolean hasDefinitions(Connection connection) throws SQLException {
        return definitions.equals(Jdbc.text(connection, DEFINITIONS));
    }

    /** {@return whether all is as it was, also after what could be restored was} */
    boolean restore(Connection connection) throws SQLException {
        List<String> changed = changed(connection);
        if (!changed.stream().allMatch(name -> isSequence(name) || tables.containsKey(name))) {
            return false;
        }
        if (changed.isEmpty()) {
            return true;
        }
        connection.setAutoCommit(false);
        try {
            // Neither triggers nor foreign keys, for this transaction alone.
            Jdbc.run(connection, "set local session_replication_role = replica");
            for (String name : changed) {
                if (isSequence(name)) {
                    setBack(connection, name);
                } else {
                    fill(connection, name);
                }
            }
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        return true;
    }

    private void setBack(Connection connection, String sequence) throws SQLException {
        String value = String.valueOf(state.get(sequence));
        int space = value.indexOf(' ');
        Jdbc.text(
                connection,
                "select setval(cast(? as regclass), ?::bigint, ?::boolean)",
                sequence,
                value.substring(0, space),
                value.substring(space + 1));
    }

    private void fill(Connection connection, String name) throws SQLException {
        Table table = Objects.requireNonNull(tables.get(name));
        Jdbc.run(connection, "delete from only " + name);
        if (table.content().isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into " + name + " (" + table.columns() + ") overriding system value select " + table.values()
                        + " from unnest(cast(? as " + table.type() + "[])) r")) {
            insert.setString(1, table.content());
            insert.executeUpdate();
        }
    }
}
