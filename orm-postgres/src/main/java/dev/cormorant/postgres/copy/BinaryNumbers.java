package dev.cormorant.postgres.copy;

import dev.cormorant.core.driver.Mismatch;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ByteConverter;

/** The binary forms of numbers. */
final class BinaryNumbers {

    /** Of a {@code numeric}, before its point and behind it, says the manual. */
    private static final int WHOLE_DIGITS = 131_072;

    private static final int FRACTION_DIGITS = 16_383;

    private BinaryNumbers() {}

    static @Nullable BinaryForm of(Class<?> values, String column) {
        return switch (column) {
            case "int2" -> isWhole(values) ? BinaryNumbers::writeShort : null;
            case "int4" -> isWhole(values) ? BinaryNumbers::writeInt : null;
            case "int8" -> isWhole(values) ? BinaryNumbers::writeLong : null;
            case "float4" -> values == Float.class ? BinaryNumbers::writeFloat : null;
            case "float8" -> values == Double.class ? BinaryNumbers::writeDouble : null;
            default -> numeric(values);
        };
    }

    private static boolean isWhole(Class<?> values) {
        return values == Long.class || values == Integer.class || values == Short.class || values == Byte.class;
    }

    private static @Nullable BinaryForm numeric(Class<?> values) {
        if (values == BigInteger.class) {
            return (to, column, value) -> writeNumeric(to, column, new BigDecimal((BigInteger) value));
        }
        return values == BigDecimal.class ? (to, column, value) -> writeNumeric(to, column, (BigDecimal) value) : null;
    }

    private static void writeShort(BinaryBuffer to, int column, Object value) throws SQLException {
        long number = ((Number) value).longValue();
        if (number != (short) number) {
            throw tooLarge(column, value);
        }
        to.value(Short.BYTES).putShort((short) number);
    }

    private static void writeInt(BinaryBuffer to, int column, Object value) throws SQLException {
        long number = ((Number) value).longValue();
        if (number != (int) number) {
            throw tooLarge(column, value);
        }
        to.value(Integer.BYTES).putInt((int) number);
    }

    private static void writeLong(BinaryBuffer to, int column, Object value) throws SQLException {
        to.value(Long.BYTES).putLong(((Number) value).longValue());
    }

    private static void writeFloat(BinaryBuffer to, int column, Object value) throws SQLException {
        to.value(Float.BYTES).putFloat((Float) value);
    }

    private static void writeDouble(BinaryBuffer to, int column, Object value) throws SQLException {
        to.value(Double.BYTES).putDouble((Double) value);
    }

    private static void writeNumeric(BinaryBuffer to, int column, BigDecimal number) throws SQLException {
        long whole = (long) number.precision() - number.scale();
        if (whole > WHOLE_DIGITS || number.scale() > FRACTION_DIGITS) {
            throw tooLarge(column, number);
        }
        to.writeValue(ByteConverter.numeric(number));
    }

    private static RuntimeException tooLarge(int column, Object number) {
        return Mismatch.binding(column, number.getClass(), "numbers in the range of the column");
    }
}
