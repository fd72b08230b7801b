package dev.cormorant.migrations.internal.throwaway;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the objects of a MySQL or MariaDB database once more in an empty one, out of what the server says would create them. Definers
 * are left out, since the account may not speak for others, and events do not run. What cannot be made is left out too: whoever needs
 * a true copy holds the two schemas against each other.
 */
public final class SchemaCopy {

    private static final String TABLES =
            "select table_name from information_schema.tables where table_schema = database()" + " and table_type ";

    private final Connection from;
    private final Connection to;
    private final String prefix;

    private SchemaCopy(Connection from, Connection to) throws SQLException {
        this.from = from;
        this.to = to;
        this.prefix = quoted(from.getCatalog()) + ".";
    }

    /**
     * Copies all objects, and the rows of one table.
     *
     * @param from a connection to the database; stays open
     * @param to a connection to the empty one; stays open, with another mode of SQL and without checks of foreign keys
     * @param withRows the table
     * @throws SQLException if a table cannot be read or made
     */
    public static void copy(Connection from, Connection to, String withRows) throws SQLException {
        SchemaCopy copy = new SchemaCopy(from, to);
        copy.execute("set foreign_key_checks = 0");
        copy.objects();
        copy.rows(withRows);
    }

    private void objects() throws SQLException {
        for (String sequence : names(TABLES + "= 'SEQUENCE'")) {
            execute(definition("sequence", sequence, 2));
        }
        for (String table : names(TABLES + "in ('BASE TABLE', 'SYSTEM VERSIONED')")) {
            execute(definition("table", table, 2));
        }
        for (String kind : List.of("FUNCTION", "PROCEDURE")) {
            for (String routine : names("select routine_name from information_schema.routines where routine_schema ="
                    + " database() and routine_type = '" + kind + "'")) {
                program(kind, routine, 3);
            }
        }
        views();
        for (String trigger :
                names("select trigger_name from information_schema.triggers where trigger_schema = database()"
                        + " order by event_object_table, action_order")) {
            program("trigger", trigger, 3);
        }
        for (String event : names("select event_name from information_schema.events where event_schema = database()")) {
            program("event", event, 4);
        }
    }

    /** Views may stand on others, in any order. */
    private void views() throws SQLException {
        List<String> left = names(TABLES + "= 'VIEW'");
        int before = left.size() + 1;
        while (!left.isEmpty() && left.size() < before) {
            before = left.size();
            List<String> failed = new ArrayList<>();
            for (String view : left) {
                if (!succeeds(definition("view", view, 2))) {
                    failed.add(view);
                }
            }
            left = failed;
        }
    }

    /** What has a body was read in a mode of its own. */
    private void program(String kind, String name, int column) throws SQLException {
        try (Statement statement = from.createStatement();
                ResultSet row = statement.executeQuery("show create " + kind + " " + quoted(name))) {
            String text = row.next() ? row.getString(column) : null;
            if (text != null) {
                execute("set sql_mode = '" + row.getString(2) + "'");
                succeeds(here(text)
                        .replaceFirst("(?s)^(CREATE\\s+EVENT.*?)\\bENABLE\\b(?=\\s+(?:COMMENT|DO)\\b)", "$1DISABLE"));
            }
        }
    }

    private boolean succeeds(String sql) {
        try {
            execute(sql);
            return true;
        } catch (SQLException refused) {
            // Whoever holds the two schemas against each other sees what is missing.
            return false;
        }
    }

    private String definition(String kind, String name, int column) throws SQLException {
        return one("show create " + kind + " " + quoted(name), column)
                .map(this::here)
                .orElseThrow(() -> new SQLException("the account may not see what creates " + kind + " " + name));
    }

    /** The text without the name of its database, which would make it reach back, and without its definer. */
    private String here(String text) {
        return text.replace(prefix, "").replaceFirst(" DEFINER=`[^`]*`@`[^`]*`", "");
    }

    private void rows(String table) throws SQLException {
        if (names(TABLES + "= 'BASE TABLE'").stream().noneMatch(table::equals)) {
            return;
        }
        try (Statement statement = from.createStatement();
                ResultSet rows = statement.executeQuery("select * from " + quoted(table))) {
            int columns = rows.getMetaData().getColumnCount();
            String values = "?" + ", ?".repeat(columns - 1);
            try (PreparedStatement insert =
                    to.prepareStatement("insert into " + quoted(table) + " values (" + values + ")")) {
                while (rows.next()) {
                    for (int column = 1; column <= columns; column++) {
                        insert.setString(column, rows.getString(column));
                    }
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }

    private List<String> names(String query) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = from.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private Optional<String> one(String query, int column) throws SQLException {
        try (Statement statement = from.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? Optional.ofNullable(row.getString(column)) : Optional.empty();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = to.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
