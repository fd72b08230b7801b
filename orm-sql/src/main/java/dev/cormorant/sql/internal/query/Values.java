package dev.cormorant.sql.internal.query;

import dev.cormorant.sql.internal.query.Attributes.Attribute;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Values on their way into a statement. */
public final class Values {

    private Values() {}

    /**
     * A value as it is bound.
     *
     * @param beside the attribute with which it is compared, or into which it goes, if there is one
     * @param value the value
     * @return what JDBC gets
     */
    static @Nullable Object bound(@Nullable Attribute beside, @Nullable Object value) {
        if (beside == null || value == null) {
            return loose(value);
        }
        Class<?> type = beside.type();
        if (type.isInstance(value)) {
            return beside.toColumn(value);
        }
        Object fitting = fitting(type, value);
        return fitting != null ? beside.toColumn(fitting) : loose(value);
    }

    private static @Nullable Object loose(@Nullable Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return value instanceof Character character ? character.toString() : value;
    }

    /**
     * A value in the type of an attribute.
     *
     * @param type the type
     * @param value the value, of another type
     * @return the value, if the other type changes nothing about it; null otherwise
     */
    public static @Nullable Object fitting(Class<?> type, Object value) {
        if (type == Character.class && value instanceof String text && text.length() == 1) {
            return text.charAt(0);
        }
        if (type == String.class && value instanceof Character character) {
            return character.toString();
        }
        if (type.isEnum() && value instanceof String name) {
            return constant(type, name);
        }
        return value instanceof Number number ? number(type, number) : null;
    }

    private static @Nullable Object number(Class<?> type, Number value) {
        boolean whole =
                value instanceof Byte || value instanceof Short || value instanceof Integer || value instanceof Long;
        long number = value.longValue();
        if (type == Double.class) {
            return value.doubleValue();
        } else if (type == BigDecimal.class) {
            return new BigDecimal(value.toString());
        } else if (!whole) {
            // Cutting a fraction off would change what is asked for.
            return null;
        } else if (type == Long.class) {
            return number;
        } else if (type == Integer.class && number == (int) number) {
            return (int) number;
        } else if (type == Short.class && number == (short) number) {
            return (short) number;
        } else if (type == Byte.class && number == (byte) number) {
            return (byte) number;
        } else if (type == Float.class) {
            return value.floatValue();
        }
        return type == BigInteger.class ? BigInteger.valueOf(number) : null;
    }

    /** {@return the constant of an enum, written {@code RED}, {@code Color.RED} or with the package; null if it is none} */
    static @Nullable Object constant(Class<?> type, String name) {
        int dot = name.lastIndexOf('.');
        String owner = dot < 0 ? "" : "." + name.substring(0, dot);
        if (!type.isEnum() || !("." + String.valueOf(type.getCanonicalName())).endsWith(owner)) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(name.substring(dot + 1)))
                .findFirst()
                .orElse(null);
    }
}
