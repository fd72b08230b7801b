package dev.cormorant.sql.internal.attribute;

import dev.cormorant.sql.internal.model.Key;
import dev.cormorant.sql.internal.query.Attributes.Attribute;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One column of a key of several, compared with the key as a whole.
 *
 * @param attribute the attribute of the column
 * @param key the key
 * @param index which part of it
 */
public record KeyPart(Attribute attribute, Key key, int index) implements Attribute {

    /**
     * The name of a part.
     *
     * @param index which part, from 0
     * @return its name, which nobody can write in a query
     */
    public static String path(int index) {
        return "#id" + index;
    }

    @Override
    public String path() {
        return path(index);
    }

    @Override
    public String column() {
        return attribute.column();
    }

    @Override
    public Class<?> type() {
        return key.type();
    }

    @Override
    public boolean nullable() {
        return false;
    }

    @Override
    public boolean filterable() {
        return false;
    }

    @Override
    public @Nullable Object of(Object entity) {
        return attribute.of(entity);
    }

    @Override
    public @Nullable Object toColumn(@Nullable Object value) {
        return value == null ? null : key.columns(value).get(index);
    }

    @Override
    public @Nullable Object read(ResultSet rows, int column) throws SQLException {
        return attribute.read(rows, column);
    }
}
