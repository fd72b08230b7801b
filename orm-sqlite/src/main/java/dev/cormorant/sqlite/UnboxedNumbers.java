package dev.cormorant.sqlite;

import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.core.driver.PrimitiveGetters;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.jdbc4.JDBC4ResultSet;

/**
 * Column types that read whole numbers without an object for each. Whatever is none, or does not fit, is left to the others, which
 * know what to say.
 *
 * @param others all types
 */
record UnboxedNumbers(ColumnTypes others) implements ColumnTypes {

    @Override
    public void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        others.bind(statement, index, value);
    }

    @Override
    public <T> @Nullable T read(ResultSet rows, int column, Class<T> type) throws SQLException {
        return others.read(rows, column, type);
    }

    @Override
    public boolean supports(Class<?> type) {
        return others.supports(type);
    }

    @Override
    public int readInt(ResultSet rows, int column) throws SQLException {
        long number = wholeNumber(rows, column);
        int small = (int) number;
        return small == number ? small : others.readInt(rows, column);
    }

    @Override
    public long readLong(ResultSet rows, int column) throws SQLException {
        long number = wholeNumber(rows, column);
        return number == Long.MIN_VALUE ? others.readLong(rows, column) : number;
    }

    /** A value has a type of its own, whatever the metadata say of its column. */
    @Override
    public PrimitiveGetters primitives(ResultSet rows) {
        return PrimitiveGetters.NONE;
    }

    private static long wholeNumber(ResultSet rows, int column) throws SQLException {
        JDBC4ResultSet own = rows.unwrap(JDBC4ResultSet.class);
        if (own.getStatement() instanceof SqlitePreparedStatement statement) {
            own.checkCol(column);
            return statement.wholeNumber(column);
        }
        return Long.MIN_VALUE;
    }
}
