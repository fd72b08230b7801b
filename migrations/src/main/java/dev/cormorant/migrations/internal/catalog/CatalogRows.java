package dev.cormorant.migrations.internal.catalog;

import dev.cormorant.migrations.schema.ObjectKind;
import dev.cormorant.migrations.schema.SchemaObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Turns the rows of catalog queries into objects. Such a query gives {@code kind}, {@code name} and {@code owner} (the table that
 * it belongs to, or null), and each further column is a property by its label; null is left out. The values of a label that ends
 * in {@code []} are put together from all rows of an object, in the order in which they come.
 */
final class CatalogRows {

    private static final int FIRST_PROPERTY = 4;
    private static final String LIST = "[]";

    /** One object while its rows come. */
    private record Key(ObjectKind kind, String name) {}

    private final Connection connection;
    private final Predicate<String> leftOut;
    private final Map<Key, SortedMap<String, String>> found = new LinkedHashMap<>();

    CatalogRows(Connection connection, Predicate<String> leftOut) {
        this.connection = connection;
        this.leftOut = leftOut;
    }

    List<SchemaObject> objects() {
        List<SchemaObject> objects = new ArrayList<>();
        found.forEach((key, properties) -> objects.add(new SchemaObject(key.kind(), key.name(), properties)));
        return objects;
    }

    void query(String sql) throws SQLException {
        query(sql, value -> value);
    }

    /** Runs a query; {@code cleaning} is applied to each value. */
    void query(String sql, UnaryOperator<String> cleaning) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            ResultSetMetaData labels = rows.getMetaData();
            while (rows.next()) {
                if (!isLeftOut(rows.getString(3))) {
                    SortedMap<String, String> properties = at(ObjectKind.of(rows.getString(1)), rows.getString(2));
                    for (int i = FIRST_PROPERTY; i <= labels.getColumnCount(); i++) {
                        put(properties, labels.getColumnLabel(i), rows.getString(i), cleaning);
                    }
                }
            }
        }
    }

    boolean isLeftOut(@Nullable String owner) {
        return owner != null && leftOut.test(owner);
    }

    SortedMap<String, String> at(ObjectKind kind, String name) {
        return found.computeIfAbsent(new Key(kind, name), key -> new TreeMap<>());
    }

    private static void put(
            Map<String, String> properties, String label, @Nullable String value, UnaryOperator<String> cleaning) {
        if (value == null) {
            return;
        }
        // A script may have been checked out with either end of line.
        String text = cleaning.apply(value.replace("\r\n", "\n")).strip();
        if (label.endsWith(LIST)) {
            properties.merge(
                    label.substring(0, label.length() - LIST.length()), text, (before, next) -> before + ", " + next);
        } else {
            properties.put(label, text);
        }
    }
}
