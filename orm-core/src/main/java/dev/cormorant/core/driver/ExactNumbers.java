package dev.cormorant.core.driver;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers without cutting them, whatever sort of number the driver gives: the drivers' own {@code getInt} and the like
 * cut fractions silently, and refuse an overflow each in its own way.
 */
final class ExactNumbers {

    private ExactNumbers() {}

    static @Nullable Boolean toBoolean(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        BigInteger number = whole(value);
        if (number != null && number.bitLength() <= 1 && number.signum() >= 0) {
            return number.signum() == 1;
        }
        throw Mismatch.reading(rows, column, Boolean.class, value, "a boolean, 0 or 1");
    }

    static @Nullable Byte toByte(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        return value == null ? null : (byte) ranged(rows, column, value, Byte.class, Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    static @Nullable Short toShort(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        return value == null
                ? null
                : (short) ranged(rows, column, value, Short.class, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    static @Nullable Integer toInteger(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value == null || value instanceof Integer) {
            return (Integer) value;
        }
        return (int) ranged(rows, column, value, Integer.class, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    static @Nullable Long toLong(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value == null || value instanceof Long) {
            return (Long) value;
        }
        return ranged(rows, column, value, Long.class, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static long ranged(ResultSet rows, int column, Object value, Class<?> type, long least, long most) {
        if (value instanceof Integer || value instanceof Long) {
            long exact = ((Number) value).longValue();
            if (exact >= least && exact <= most) {
                return exact;
            }
        }
        BigInteger number = whole(value);
        if (number != null && number.bitLength() < Long.SIZE) {
            long exact = number.longValue();
            if (exact >= least && exact <= most) {
                return exact;
            }
        }
        throw Mismatch.reading(rows, column, type, value, "whole numbers from " + least + " to " + most);
    }

    static @Nullable Float toFloat(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value == null || value instanceof Float) {
            return (Float) value;
        }
        if (value instanceof Double number && (number.isInfinite() || number.isNaN())) {
            return number.floatValue();
        }
        if (value instanceof Number number && Float.isFinite(number.floatValue())) {
            return number.floatValue();
        }
        throw Mismatch.reading(rows, column, Float.class, value, "numbers in the range of a float");
    }

    static @Nullable Double toDouble(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value == null || value instanceof Double) {
            return (Double) value;
        }
        if (value instanceof Float number) {
            return number.doubleValue();
        }
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw Mismatch.reading(rows, column, Double.class, value, "numbers in the range of a double");
    }

    static @Nullable BigInteger toBigInteger(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value == null) {
            return null;
        }
        BigInteger number = whole(value);
        if (number == null) {
            throw Mismatch.reading(rows, column, BigInteger.class, value, "whole numbers");
        }
        return number;
    }

    static @Nullable BigDecimal toBigDecimal(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value == null) {
            return null;
        }
        BigDecimal number = decimal(value);
        if (number == null) {
            throw Mismatch.reading(rows, column, BigDecimal.class, value, "finite numbers");
        }
        return number;
    }

    private static @Nullable BigInteger whole(Object value) {
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            return BigInteger.valueOf(((Number) value).longValue());
        }
        if (value instanceof Boolean truth) {
            return truth ? BigInteger.ONE : BigInteger.ZERO;
        }
        BigDecimal number = decimal(value);
        try {
            return number == null ? null : number.toBigIntegerExact();
        } catch (ArithmeticException fraction) {
            return null;
        }
    }

    private static @Nullable BigDecimal decimal(Object value) {
        if (value instanceof BigDecimal number) {
            return number;
        }
        if (value instanceof BigInteger number) {
            return new BigDecimal(number);
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            // The shortest text of a float is another one than that of the same number as a double.
            return Double.isFinite(number) ? new BigDecimal(value.toString()) : null;
        }
        return value instanceof Number number ? BigDecimal.valueOf(number.longValue()) : null;
    }
}
