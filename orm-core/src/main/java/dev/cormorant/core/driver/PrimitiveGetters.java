package dev.cormorant.core.driver;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;

/**
 * Tells of the columns of one result which numbers the getters of JDBC for primitive types read as they are. These cut what does
 * not fit, silently on some drivers, so that they are used only where everything in the column fits.
 */
@FunctionalInterface
public interface PrimitiveGetters {

    /** Where nothing is known of the columns: no getter of a primitive type is used. */
    PrimitiveGetters NONE = (type, column) -> false;

    /**
     * Whether the getter of a type reads every value of a column exactly.
     *
     * @param type {@code int}, {@code long}, {@code float} or {@code double}
     * @param column the column, from 1
     * @return false if any value of the column may be another one when it is read so
     * @throws SQLException if the driver cannot say
     */
    boolean fit(Class<?> type, int column) throws SQLException;

    /**
     * By what the metadata say.
     *
     * @param shape the metadata of the result
     * @return the answers for that result
     */
    static PrimitiveGetters of(ResultSetMetaData shape) {
        return (type, column) -> switch (shape.getColumnType(column)) {
            case Types.SMALLINT, Types.INTEGER -> isWhole(type) && shape.isSigned(column);
            case Types.BIGINT -> type == long.class && shape.isSigned(column);
            case Types.REAL -> type == float.class;
            case Types.DOUBLE -> type == double.class;
            default -> false;
        };
    }

    /** {@return whether a type holds every whole number of 32 bits} */
    static boolean isWhole(Class<?> type) {
        return type == int.class || type == long.class;
    }
}
