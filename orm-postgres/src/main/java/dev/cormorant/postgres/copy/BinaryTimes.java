package dev.cormorant.postgres.copy;

import dev.cormorant.core.driver.Mismatch;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The binary forms of times: days or microseconds since the first of January 2000, the least and the most of which are infinite. */
final class BinaryTimes {

    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
    private static final long DAYS = FIRST_DAY.toEpochDay();
    private static final long SECONDS = FIRST_DAY.toEpochSecond(LocalTime.MIDNIGHT, ZoneOffset.UTC);
    private static final long MICROS_IN_SECOND = TimeUnit.SECONDS.toMicros(1);
    /** So that neither the product nor the sum is beyond a long, or one of the infinite ones. */
    private static final long MOST_SECONDS = Long.MAX_VALUE / MICROS_IN_SECOND - 1;

    private static final int NANOS_IN_MICRO = 1_000;

    private BinaryTimes() {}

    static @Nullable BinaryForm of(Class<?> values, String column) {
        return switch (column) {
            case "date" -> values == LocalDate.class ? BinaryTimes::writeDate : null;
            case "time" -> values == LocalTime.class ? BinaryTimes::writeTime : null;
            case "timestamp" -> values == LocalDateTime.class ? BinaryTimes::writeLocal : null;
            default -> withZone(values);
        };
    }

    private static @Nullable BinaryForm withZone(Class<?> values) {
        if (values == OffsetDateTime.class) {
            return BinaryTimes::writeShifted;
        }
        return values == Instant.class ? BinaryTimes::writeInstant : null;
    }

    private static void writeDate(BinaryBuffer to, int column, Object value) throws SQLException {
        long days = ((LocalDate) value).toEpochDay() - DAYS;
        if (value.equals(LocalDate.MAX)) {
            days = Integer.MAX_VALUE;
        } else if (value.equals(LocalDate.MIN)) {
            days = Integer.MIN_VALUE;
        } else if (days >= Integer.MAX_VALUE || days <= Integer.MIN_VALUE) {
            throw tooFar(column, value);
        }
        to.value(Integer.BYTES).putInt((int) days);
    }

    private static void writeTime(BinaryBuffer to, int column, Object value) throws SQLException {
        to.value(Long.BYTES).putLong(((LocalTime) value).toNanoOfDay() / NANOS_IN_MICRO);
    }

    private static void writeLocal(BinaryBuffer to, int column, Object value) throws SQLException {
        Instant instant = ((LocalDateTime) value).toInstant(ZoneOffset.UTC);
        write(to, column, instant, value.equals(LocalDateTime.MAX), value.equals(LocalDateTime.MIN));
    }

    private static void writeShifted(BinaryBuffer to, int column, Object value) throws SQLException {
        Instant instant = ((OffsetDateTime) value).toInstant();
        write(to, column, instant, value.equals(OffsetDateTime.MAX), value.equals(OffsetDateTime.MIN));
    }

    private static void writeInstant(BinaryBuffer to, int column, Object value) throws SQLException {
        write(to, column, (Instant) value, value.equals(Instant.MAX), value.equals(Instant.MIN));
    }

    /** Cut to the microsecond, as in an ordinary insert. What is beyond the years of the server is left for it to refuse. */
    private static void write(BinaryBuffer to, int column, Instant time, boolean most, boolean least)
            throws SQLException {
        long seconds = time.getEpochSecond() - SECONDS;
        long micros = seconds * MICROS_IN_SECOND + time.getNano() / NANOS_IN_MICRO;
        if (most) {
            micros = Long.MAX_VALUE;
        } else if (least) {
            micros = Long.MIN_VALUE;
        } else if (Math.abs(seconds) > MOST_SECONDS) {
            throw tooFar(column, time);
        }
        to.value(Long.BYTES).putLong(micros);
    }

    private static RuntimeException tooFar(int column, Object time) {
        return Mismatch.binding(column, time.getClass(), "times in the range of the column");
    }
}
