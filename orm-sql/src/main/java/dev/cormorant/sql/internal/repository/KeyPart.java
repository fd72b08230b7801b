package dev.cormorant.sql.internal.repository;

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
record KeyPart(Attribute attribute, Key key, int index) implements Attribute {

    static String path(int index) {
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
