package dev.cormorant.sql.internal.map;

import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.core.error.MappingException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One column on its way into one component of a record, or into the one value that a row is. */
public final class Cell {

    private final ColumnTypes types;
    private final int column;
    private final String label;
    private final Class<?> type;
    private final String target;

    /**
     * Ties a column to its target.
     *
     * @param types how columns are read
     * @param column the column, from 1
     * @param label its name, for messages
     * @param type the type to read, not a primitive
     * @param target where the value goes, for messages
     */
    public Cell(ColumnTypes types, int column, String label, Class<?> type, String target) {
        this.types = types;
        this.column = column;
        this.label = label;
        this.type = type;
        this.target = target;
    }

    int column() {
        return column;
    }

    int readInt(ResultSet row) throws SQLException {
        int value = row.getInt(column);
        if (value == 0 && row.wasNull()) {
            throw unexpectedNull();
        }
        return value;
    }

    long readLong(ResultSet row) throws SQLException {
        long value = row.getLong(column);
        if (value == 0 && row.wasNull()) {
            throw unexpectedNull();
        }
        return value;
    }

    float readFloat(ResultSet row) throws SQLException {
        float value = row.getFloat(column);
        if (value == 0 && row.wasNull()) {
            throw unexpectedNull();
        }
        return value;
    }

    double readDouble(ResultSet row) throws SQLException {
        double value = row.getDouble(column);
        if (value == 0 && row.wasNull()) {
            throw unexpectedNull();
        }
        return value;
    }

    /** As {@link #required}, for an {@code int} in a column that may hold anything. */
    int exactInt(ResultSet row) throws SQLException {
        int value = types.readInt(row, column);
        return value == 0 ? (int) required(row) : value;
    }

    /** As {@link #required}, for a {@code long} in a column that may hold anything. */
    long exactLong(ResultSet row) throws SQLException {
        long value = types.readLong(row, column);
        return value == 0 ? (long) required(row) : value;
    }

    /**
     * Reads the value.
     *
     * @param row the result, on a row
     * @return the value; null for SQL NULL
     * @throws SQLException if the driver cannot read it
     */
    public @Nullable Object nullable(ResultSet row) throws SQLException {
        return types.read(row, column, type);
    }

    /**
     * Reads the value where there must be one.
     *
     * @param row the result, on a row
     * @return the value
     * @throws SQLException if the driver cannot read it
     * @throws MappingException if it is SQL NULL
     */
    public Object required(ResultSet row) throws SQLException {
        return present(types.read(row, column, type));
    }

    Object present(@Nullable Object value) {
        if (value == null) {
            throw unexpectedNull();
        }
        return value;
    }

    Optional<Object> optional(ResultSet row) throws SQLException {
        return Optional.ofNullable(types.read(row, column, type));
    }

    private MappingException unexpectedNull() {
        return new MappingException("column " + column + " (\"" + label + "\") is NULL, which " + target
                + " of type " + type.getSimpleName()
                + " cannot hold; make it an Optional, or a boxed type in a record, or select coalesce(" + label
                + ", …)");
    }
}
