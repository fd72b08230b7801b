package dev.cormorant.postgres.copy;

import dev.cormorant.core.driver.Mismatch;
import dev.cormorant.core.driver.TabbedText;
import dev.cormorant.core.driver.TabbedText.Sink;
import dev.cormorant.core.driver.UtcTime;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The text format: values as the input functions of their types take them, so that each becomes what an ordinary insert makes of it.
 */
final class CopyText implements CopyRows {

    private final TabbedText text;

    CopyText(Sink sink) {
        this.text = new TabbedText(false, sink);
    }

    @Override
    public void write(@Nullable Object[] row) throws SQLException {
        text.writeRow(row, this::write);
    }

    @Override
    public void end() throws SQLException {
        text.flush();
    }

    private void write(int column, Object value) throws SQLException {
        if (value instanceof String words) {
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
                timestamp(utc(column, instant), "+00");
            }
        } else if (value instanceof OffsetDateTime shifted) {
            if (!isInfinite(value, OffsetDateTime.MAX, OffsetDateTime.MIN)) {
                timestamp(utc(column, shifted.toInstant()), "+00");
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

    private static LocalDateTime utc(int column, Instant instant) {
        try {
            return UtcTime.of(instant);
        } catch (DateTimeException tooFar) {
            throw unknown(column, instant);
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
