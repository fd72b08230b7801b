package dev.cormorant.postgres;

import dev.cormorant.core.driver.Mismatch;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes values as the input functions of their types take them, so that each becomes what an ordinary insert makes of it. */
final class CopyValues {

    private static final int NANOS_IN_MICRO = 1_000;

    private final CopyText text;

    CopyValues(CopyText text) {
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
            text.writeBytes(bytes);
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
                date(date);
                era(date);
            }
        } else if (value instanceof LocalTime time) {
            ofDay(time);
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
        date(time.toLocalDate());
        text.write(' ');
        ofDay(time.toLocalTime());
        text.writePlain(zone);
        era(time.toLocalDate());
    }

    /** The year of the era, in four digits or more. */
    private void date(LocalDate date) throws SQLException {
        int year = date.get(ChronoField.YEAR_OF_ERA);
        if (year < 10_000) {
            text.writeDigits(year, 4);
        } else {
            text.writeLong(year);
        }
        text.write('-');
        text.writeDigits(date.getMonthValue(), 2);
        text.write('-');
        text.writeDigits(date.getDayOfMonth(), 2);
    }

    private void era(LocalDate date) throws SQLException {
        if (date.getYear() <= 0) {
            text.writePlain(" BC");
        }
    }

    private void ofDay(LocalTime time) throws SQLException {
        text.writeDigits(time.getHour(), 2);
        text.write(':');
        text.writeDigits(time.getMinute(), 2);
        text.write(':');
        text.writeDigits(time.getSecond(), 2);
        int micros = time.getNano() / NANOS_IN_MICRO;
        if (micros > 0) {
            text.write('.');
            text.writeDigits(micros, 6);
        }
    }
}
