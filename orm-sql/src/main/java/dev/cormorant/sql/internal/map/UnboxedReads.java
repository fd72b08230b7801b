package dev.cormorant.sql.internal.map;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;

/**
 * Which numbers can be read with the primitive getters of JDBC. These cut what does not fit, silently on some drivers, so that
 * they are used only where everything in the column fits. The wrappers of boolean, byte and short are cached by the JVM (short
 * in part) and gain nothing.
 */
final class UnboxedReads {

    private UnboxedReads() {}

    static boolean isNumber(Class<?> type) {
        return type == int.class || type == long.class || type == double.class || type == float.class;
    }

    /** {@return the method of {@link Cell} that reads it} */
    static String getter(Class<?> type) {
        if (type == int.class) {
            return "readInt";
        }
        if (type == long.class) {
            return "readLong";
        }
        return type == float.class ? "readFloat" : "readDouble";
    }

    static boolean fits(Class<?> type, ResultSetMetaData shape, int column) throws SQLException {
        return switch (shape.getColumnType(column)) {
            case Types.SMALLINT, Types.INTEGER -> (type == int.class || type == long.class) && shape.isSigned(column);
            case Types.BIGINT -> type == long.class && shape.isSigned(column);
            case Types.REAL -> type == float.class;
            case Types.DOUBLE -> type == double.class;
            default -> false;
        };
    }
}
