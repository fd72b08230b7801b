package dev.cormorant.testing.reset;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Short ways to run statements. */
final class Jdbc {

    private static final int MOST_AT_ONCE = 100;

    private Jdbc() {}

    static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    /** {@return the first column of all rows, a null as an empty text} */
    static List<String> texts(Connection connection, String sql, String... arguments) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (List<String> row : rows(connection, sql, arguments)) {
            texts.add(row.get(0));
        }
        return texts;
    }

    /** {@return the first column of the first row; empty if there is none} */
    static String text(Connection connection, String sql, String... arguments) throws SQLException {
        List<String> texts = texts(connection, sql, arguments);
        return texts.isEmpty() ? "" : texts.get(0);
    }

    /** {@return all rows as texts, nulls as empty ones} */
    static List<List<String>> rows(Connection connection, String sql, String... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            try (ResultSet found = statement.executeQuery()) {
                int columns = found.getMetaData().getColumnCount();
                List<List<String>> rows = new ArrayList<>();
                while (found.next()) {
                    List<String> row = new ArrayList<>(columns);
                    for (int column = 1; column <= columns; column++) {
                        String value = found.getString(column);
                        row.add(value == null ? "" : value);
                    }
                    rows.add(row);
                }
                return rows;
            }
        }
    }

    /**
     * {@return what many expressions say, by their names, a hundred of them in one round trip}
     *
     * @param expressions texts of SQL by what they are about
     */
    static Map<String, String> values(Connection connection, Map<String, String> expressions) throws SQLException {
        List<String> names = List.copyOf(expressions.keySet());
        Map<String, String> values = new LinkedHashMap<>();
        for (int from = 0; from < names.size(); from += MOST_AT_ONCE) {
            List<String> selects = new ArrayList<>();
            for (int i = from; i < Math.min(names.size(), from + MOST_AT_ONCE); i++) {
                selects.add("select " + i + ", " + expressions.get(names.get(i)));
            }
            for (List<String> row : rows(connection, String.join(" union all ", selects))) {
                values.put(names.get(Integer.parseInt(row.get(0))), row.get(1));
            }
        }
        return values;
    }

    /** {@return the names whose values differ, or that only one side has} */
    static List<String> differences(Map<String, String> expected, Map<String, String> found) {
        Set<String> names = new LinkedHashSet<>(expected.keySet());
        names.addAll(found.keySet());
        names.removeIf(name -> expected.containsKey(name) && Objects.equals(expected.get(name), found.get(name)));
        return List.copyOf(names);
    }
}
