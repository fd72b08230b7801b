package dev.cormorant.testing.data.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Makes of a text the value that goes into a column, or says what the column takes. */
public final class CellText {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> TRUE = Set.of("true", "1", "t", "yes");
    private static final Set<String> FALSE = Set.of("false", "0", "f", "no");
    private static final int UUID_LENGTH = 36;
    private static final int BYTE_BITS = 7;
    private static final int SHORT_BITS = 15;
    private static final int MEDIUM_BITS = 23;
    private static final int INT_BITS = 31;
    private static final int LONG_BITS = 63;

    private final Product product;

    /**
     * The texts of one product.
     *
     * @param product the product
     */
    public CellText(Product product) {
        this.product = product;
    }

    /**
     * The value of a text.
     *
     * @param column the column that it is for
     * @param text the text; of a number, a time, bytes as {@link Bytes} and so on
     * @return what is bound
     * @throws RefusedCell if the column does not take it
     */
    public Object value(Column column, String text) {
        return switch (column.kind()) {
            case INTEGER -> integer(column, text);
            case DECIMAL -> decimal(column, text);
            case SINGLE, DOUBLE -> floating(column, text);
            case TEXT -> text(column, text);
            case BYTES -> Bytes.of(text).orElseThrow(() -> new RefusedCell(text, "bytes as 0x00ff or base64:AP8="));
            case BOOLEAN -> bool(text).orElseThrow(() -> new RefusedCell(text, "true, false, 1, 0"));
            case BITS -> bits(text);
            case DATE -> TimeTexts.date(text).orElseThrow(() -> new RefusedCell(text, "a day as 2024-02-29"));
            case TIME -> time(text);
            case DATE_TIME -> dateTime(text);
            case INSTANT ->
                TimeTexts.instant(text)
                        .orElseThrow(() ->
                                new RefusedCell(text, "a time with its offset, as 2024-02-29T12:00:00Z or …+01:00"));
            case UUID -> uuid(text);
            case JSON -> json(text);
            case OTHER -> text;
        };
    }

    private Object integer(Column column, String text) {
        int bits = bits(column);
        boolean unsigned = column.typeName().toLowerCase(Locale.ROOT).contains("unsigned");
        BigInteger end = BigInteger.TWO.pow(unsigned ? bits + 1 : bits);
        BigInteger least = unsigned ? BigInteger.ZERO : end.negate();
        String allowed = "whole numbers from " + least + " to " + end.subtract(BigInteger.ONE);
        // Both keep their booleans in whole numbers.
        boolean flags = product == Product.SQLITE || bits == BYTE_BITS;
        BigInteger number;
        try {
            number = flags && text.matches("true|false")
                    ? (text.equals("true") ? BigInteger.ONE : BigInteger.ZERO)
                    : new BigDecimal(text.strip()).toBigIntegerExact();
        } catch (ArithmeticException | NumberFormatException noNumber) {
            throw new RefusedCell(text, allowed);
        }
        if (number.compareTo(least) < 0 || number.compareTo(end) >= 0) {
            throw new RefusedCell(text, allowed);
        }
        return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }

    /** SQLite keeps 64 bits whatever the column is called. */
    private int bits(Column column) {
        String name = column.typeName().toLowerCase(Locale.ROOT);
        if (product == Product.SQLITE) {
            return LONG_BITS;
        } else if (name.startsWith("tinyint")) {
            return BYTE_BITS;
        } else if (name.startsWith("smallint") || name.startsWith("smallserial") || name.equals("int2")) {
            return SHORT_BITS;
        } else if (name.startsWith("mediumint")) {
            return MEDIUM_BITS;
        }
        return name.startsWith("big") || name.equals("int8") ? LONG_BITS : INT_BITS;
    }

    private Object decimal(Column column, String text) {
        boolean limited = product != Product.SQLITE && column.size() > 0 && column.scale() >= 0;
        boolean free = product == Product.POSTGRES && column.size() > 1000;
        String allowed = limited && !free
                ? "numbers with " + (column.size() - column.scale()) + " digits before the point and " + column.scale()
                        + " behind it"
                : "numbers";
        try {
            BigDecimal number = new BigDecimal(text.strip());
            BigDecimal bare = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
            boolean fits =
                    bare.scale() <= column.scale() && bare.precision() - bare.scale() <= column.size() - column.scale();
            if (!limited || free || fits) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            throw new RefusedCell(text, allowed);
        }
        throw new RefusedCell(text, allowed);
    }

    private Object floating(Column column, String text) {
        String allowed = product == Product.POSTGRES ? "numbers, NaN, Infinity, -Infinity" : "numbers";
        try {
            double number = Double.parseDouble(text.strip());
            if (!Double.isFinite(number) && product == Product.MYSQL) {
                throw new RefusedCell(text, allowed);
            }
            return column.kind() == CellKind.SINGLE ? (Object) Float.parseFloat(text.strip()) : number;
        } catch (NumberFormatException noNumber) {
            throw new RefusedCell(text, allowed);
        }
    }

    private Object text(Column column, String text) {
        // The drivers give a number without meaning where there is no limit.
        boolean limited = product != Product.SQLITE && column.size() > 0 && column.size() < 65_535;
        if (limited && text.codePointCount(0, text.length()) > column.size()) {
            throw new RefusedCell(text, "text of up to " + column.size() + " characters");
        }
        return text;
    }

    private static Optional<Boolean> bool(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return TRUE.contains(word) ? Optional.of(true) : FALSE.contains(word) ? Optional.of(false) : Optional.empty();
    }

    private static Object bits(String text) {
        try {
            return bool(text).isPresent() ? bool(text).get() : new BigInteger(text.strip()).longValueExact();
        } catch (ArithmeticException | NumberFormatException noNumber) {
            throw new RefusedCell(text, "true, false, or whole numbers");
        }
    }

    /** MySQL also has spans of up to 838 hours, and PostgreSQL 24:00: the databases look at those. */
    private Object time(String text) {
        String span = text.strip();
        if (TimeTexts.time(span).isPresent()
                || (product != Product.SQLITE && span.matches("-?\\d{1,3}:\\d\\d(:\\d\\d(\\.\\d{1,6})?)?"))) {
            return product == Product.SQLITE ? TimeTexts.time(span).orElseThrow() : span;
        }
        throw new RefusedCell(text, "a time as 23:59 or 23:59:59.123456");
    }

    private Object dateTime(String text) {
        Optional<LocalDateTime> time = product == Product.POSTGRES ? TimeTexts.dateTime(text) : TimeTexts.inUtc(text);
        if (time.isPresent()) {
            return product == Product.SQLITE && TimeTexts.instant(text).isPresent()
                    ? TimeTexts.instant(text).get()
                    : time.get();
        }
        String offset = product == Product.POSTGRES ? ", without an offset" : "; one with an offset is kept in UTC";
        throw new RefusedCell(text, "a time as 2024-02-29T12:00:00" + offset);
    }

    private static Object uuid(String text) {
        try {
            if (text.length() == UUID_LENGTH) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException malformed) {
            throw new RefusedCell(text, "a UUID of 36 characters");
        }
        throw new RefusedCell(text, "a UUID of 36 characters");
    }

    private static Object json(String text) {
        try {
            JSON.readTree(text);
            return text;
        } catch (JsonProcessingException malformed) {
            throw new RefusedCell(text, "a document of JSON");
        }
    }
}
