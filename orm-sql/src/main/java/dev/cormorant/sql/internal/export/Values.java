package dev.cormorant.sql.internal.export;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes values by their own types, which are those that go into columns. */
final class Values {

    private Values() {}

    /** {@return false if it is of no such type, and nothing was written} */
    static boolean write(@Nullable Object value, Cells cells) {
        if (value == null) {
            cells.none();
        } else if (value instanceof String || value instanceof Character) {
            cells.text(value.toString());
        } else if (value instanceof Number number) {
            return number(number, cells);
        } else if (value instanceof Boolean flag) {
            cells.truth(flag);
        } else if (value instanceof byte[] bytes) {
            cells.bytes(bytes);
        } else if (value instanceof UUID id) {
            cells.word(id.toString());
        } else if (value instanceof Enum<?> constant) {
            cells.text(constant.name());
        } else {
            return time(value, cells);
        }
        return true;
    }

    private static boolean number(Number value, Cells cells) {
        if (value instanceof Double number) {
            cells.number(number);
        } else if (value instanceof Float number) {
            cells.number(number);
        } else if (value instanceof BigDecimal number) {
            cells.number(number);
        } else if (value instanceof BigInteger number) {
            cells.number(new BigDecimal(number));
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            cells.number(value.longValue());
        } else {
            return false;
        }
        return true;
    }

    /** An offset is not kept by any database: what comes back is in UTC. */
    private static boolean time(Object value, Cells cells) {
        if (value instanceof Instant instant) {
            cells.instant(instant);
        } else if (value instanceof OffsetDateTime time) {
            cells.instant(instant(time));
        } else if (value instanceof LocalDateTime time) {
            cells.dateTime(time);
        } else if (value instanceof LocalDate date) {
            cells.date(date);
        } else if (value instanceof LocalTime time) {
            cells.time(time);
        } else {
            return false;
        }
        return true;
    }

    /** The ends of what Java has stand for infinity. */
    private static Instant instant(OffsetDateTime time) {
        return time.equals(OffsetDateTime.MAX)
                ? Instant.MAX
                : time.equals(OffsetDateTime.MIN) ? Instant.MIN : time.toInstant();
    }
}
