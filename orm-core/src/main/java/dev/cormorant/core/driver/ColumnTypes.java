package dev.cormorant.core.driver;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * How Java values go into parameters and come out of columns on one database, so that a value read equals the value
 * written on all of them. Implementations are stateless and safe for all threads.
 *
 * <p>Every database carries {@code boolean}, the integer types, {@code float}, {@code double}, {@link java.math.BigDecimal},
 * {@link java.math.BigInteger}, {@link String}, {@code byte[]}, {@link java.util.UUID}, the types of {@code java.time} from
 * {@link java.time.LocalDate} to {@link java.time.Instant} (to the microsecond), and enums (by name).
 */
public interface ColumnTypes {

    /**
     * Sets one parameter. Called by the layer that runs plain SQL.
     *
     * @param statement the statement to fill
     * @param index the parameter, from 1
     * @param value the value; null sets SQL NULL
     * @throws SQLException if the driver refuses it
     * @throws dev.cormorant.core.error.MappingException if the type of the value has no form on this database
     */
    void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException;

    /**
     * Reads one column of the current row.
     *
     * @param <T> the wanted type
     * @param rows the result, on a row
     * @param column the column, from 1
     * @param type the wanted type; a primitive's wrapper for a primitive
     * @return the value, or null for SQL NULL
     * @throws SQLException if the driver cannot read it
     * @throws dev.cormorant.core.error.MappingException if the value does not fit the type, with its own range or form
     */
    <T> @Nullable T read(ResultSet rows, int column, Class<T> type) throws SQLException;

    /**
     * Reads a whole number of the current row as {@link #read} does with {@code Integer}, and makes no object of it.
     *
     * @param rows the result, on a row
     * @param column the column, from 1
     * @return the number; 0 for SQL NULL too, which {@link #read} tells apart
     * @throws SQLException if the driver cannot read it
     * @throws dev.cormorant.core.error.MappingException if the value is no whole number of 32 bits
     */
    default int readInt(ResultSet rows, int column) throws SQLException {
        Integer value = read(rows, column, Integer.class);
        return value == null ? 0 : value;
    }

    /**
     * Reads a whole number of the current row as {@link #read} does with {@code Long}, and makes no object of it.
     *
     * @param rows the result, on a row
     * @param column the column, from 1
     * @return the number; 0 for SQL NULL too, which {@link #read} tells apart
     * @throws SQLException if the driver cannot read it
     * @throws dev.cormorant.core.error.MappingException if the value is no whole number of 64 bits
     */
    default long readLong(ResultSet rows, int column) throws SQLException {
        Long value = read(rows, column, Long.class);
        return value == null ? 0 : value;
    }

    /**
     * Says how the numbers of a result may be read. Called once for each result, where its values have the types that its metadata
     * say.
     *
     * @param rows the result
     * @return the answers for its columns; used while it is open
     * @throws SQLException if the driver cannot tell
     */
    default PrimitiveGetters primitives(ResultSet rows) throws SQLException {
        return PrimitiveGetters.of(rows.getMetaData());
    }

    /**
     * Whether {@link #read} and {@link #bind} know a type.
     *
     * @param type the type
     * @return true if a value of it is one column
     */
    boolean supports(Class<?> type);
}
