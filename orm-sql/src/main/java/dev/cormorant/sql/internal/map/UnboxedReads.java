package dev.cormorant.sql.internal.map;

/**
 * Which numbers can be read with the getters of JDBC for primitive types. The wrappers of boolean, byte and short are cached by the JVM (short
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
}
