package dev.cormorant.postgres;

import dev.cormorant.core.driver.Mismatch;
import dev.cormorant.core.driver.TabbedText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes values as the input functions of their types take them, so that each becomes what an ordinary insert makes of it. */
final class CopyValues {

    private final TabbedText text;

    CopyValues(TabbedText text) {
        this.text = text;
    }

    void write(int column, @Nullable Object value) throws SQLException {
        if (value == null) {
            text.writeNull();
        } else if (value instanceof String words) {
            text.writeText(words);
        } else if (value instanceof Number number) {
            number(column, number);
        } else if (value instanceof Boolean flag) {
            text.write(flag ? 't' : 'f');
        } else if (value instanceof byte[] bytes) {
            text.writePlain("\\\\x");
            text.writeHex(bytes);
        } else if (value instanceof Enum<?> constant) {
            text.writeText(constant.name());
        } else if (value instanceof UUID id) {
            text.writePlain(id.toString());
        } else {
            time(column, value);
        }
    }

    private void number(int column, Number number) throws SQLException {
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            text.writeLong(number.longValue());
        } else if (number instanceof Double
                || number instanceof Float
                || number instanceof BigDecimal
                || number instanceof BigInteger) {
            text.writePlain(number.toString());
        } else {
            throw unknown(column, number);
        }
    }

    private void time(int column, Object value) throws SQLException {
        if (value instanceof Instant instant) {
            if (!isInfinite(value, Instant.MAX, Instant.MIN)) {
                timestamp(PostgresColumnTypes.utc(column, instant).toLocalDateTime(), "+00");
            }
        } else if (value instanceof OffsetDateTime shifted) {
            if (!isInfinite(value, OffsetDateTime.MAX, OffsetDateTime.MIN)) {
                timestamp(PostgresColumnTypes.utc(column, shifted.toInstant()).toLocalDateTime(), "+00");
            }
        } else if (value instanceof LocalDateTime local) {
            if (!isInfinite(value, LocalDateTime.MAX, LocalDateTime.MIN)) {
                timestamp(local, "");
            }
        } else if (value instanceof LocalDate date) {
            if (!isInfinite(value, LocalDate.MAX, LocalDate.MIN)) {
                text.writeDate(date);
                era(date);
            }
        } else if (value instanceof LocalTime time) {
            text.writeTime(time);
        } else {
            throw unknown(column, value);
        }
    }

    private boolean isInfinite(Object value, Object most, Object least) throws SQLException {
        boolean infinite = value.equals(most) || value.equals(least);
        if (infinite) {
            text.writePlain(value.equals(most) ? "infinity" : "-infinity");
        }
        return infinite;
    }

    private static RuntimeException unknown(int column, Object value) {
        return Mismatch.binding(column, value.getClass(), "the types of an entity's columns");
    }

    private void timestamp(LocalDateTime time, String zone) throws SQLException {
        text.writeDate(time.toLocalDate());
        text.write(' ');
        text.writeTime(time.toLocalTime());
        text.writePlain(zone);
        era(time.toLocalDate());
    }

    private void era(LocalDate date) throws SQLException {
        if (date.getYear() <= 0) {
            text.writePlain(" BC");
        }
    }
}
