package dev.cormorant.core.driver;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The way of one Java type into a parameter and out of a column on one database. Stateless and safe for all threads.
 *
 * @param <T> the type
 */
public interface ColumnType<T> {

    /**
     * Sets one parameter.
     *
     * @param statement the statement to fill
     * @param index the parameter, from 1
     * @param value the value
     * @throws SQLException if the driver refuses it
     * @throws dev.cormorant.core.error.MappingException if this value has no form on this database
     */
    void bind(PreparedStatement statement, int index, T value) throws SQLException;

    /**
     * Reads one column of the current row.
     *
     * @param rows the result, on a row
     * @param column the column, from 1
     * @return the value, or null for SQL NULL
     * @throws SQLException if the driver cannot read it
     * @throws dev.cormorant.core.error.MappingException if the value does not fit the type; never a value that was cut
     */
    @Nullable
    T read(ResultSet rows, int column) throws SQLException;

    /** How a parameter is set. */
    @FunctionalInterface
    interface Binder<T> {
        /**
         * As {@link ColumnType#bind}.
         *
         * @param statement the statement to fill
         * @param index the parameter, from 1
         * @param value the value
         * @throws SQLException if the driver refuses it
         */
        void bind(PreparedStatement statement, int index, T value) throws SQLException;
    }

    /** How a column is read. */
    @FunctionalInterface
    interface Reader<T> {
        /**
         * As {@link ColumnType#read}.
         *
         * @param rows the result, on a row
         * @param column the column, from 1
         * @return the value, or null for SQL NULL
         * @throws SQLException if the driver cannot read it
         */
        @Nullable
        T read(ResultSet rows, int column) throws SQLException;
    }

    /**
     * A column type of its two halves.
     *
     * @param <T> the type
     * @param binder the way in
     * @param reader the way out
     * @return both together
     */
    static <T> ColumnType<T> of(Binder<T> binder, Reader<T> reader) {
        return new ColumnType<>() {
            @Override
            public void bind(PreparedStatement statement, int index, T value) throws SQLException {
                binder.bind(statement, index, value);
            }

            @Override
            public @Nullable T read(ResultSet rows, int column) throws SQLException {
                return reader.read(rows, column);
            }
        };
    }
}
