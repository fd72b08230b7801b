package dev.cormorant.sql.internal.export;

import dev.cormorant.core.driver.UtcTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoField;

/** Times of ISO 8601: always with seconds, and as many digits behind them as are not zero. */
final class Times {

    private static final int TEN = 10;
    private static final int HUNDRED = 100;
    private static final int THOUSAND = 1_000;
    private static final int LAST_YEAR = 9999;
    private static final int BILLION = 1_000_000_000;

    private Times() {}

    static void append(StringBuilder text, LocalDate date) {
        int year = date.getYear();
        if (year < 0 || year > LAST_YEAR) {
            text.append(date);
            return;
        }
        if (year < THOUSAND) {
            text.append(year < TEN ? "000" : year < HUNDRED ? "00" : "0");
        }
        text.append(year).append('-');
        two(text, date.getMonthValue());
        text.append('-');
        two(text, date.getDayOfMonth());
    }

    static void append(StringBuilder text, LocalTime time) {
        two(text, time.getHour());
        text.append(':');
        two(text, time.getMinute());
        text.append(':');
        int nanos = time.get(ChronoField.NANO_OF_SECOND);
        two(text, time.getSecond());
        if (nanos != 0) {
            text.append('.');
            // The one in front keeps the zeros behind the point.
            int begin = text.length();
            text.append(BILLION + nanos).deleteCharAt(begin);
            withoutZeros(text);
        }
    }

    static void append(StringBuilder text, LocalDateTime time) {
        append(text, time.toLocalDate());
        text.append('T');
        append(text, time.toLocalTime());
    }

    /** The ends of what Java has stand for infinity on PostgreSQL, and have no date. */
    static void append(StringBuilder text, Instant instant) {
        if (instant.equals(Instant.MAX) || instant.equals(Instant.MIN)) {
            text.append(instant);
        } else {
            append(text, UtcTime.of(instant));
            text.append('Z');
        }
    }

    /** {@return a time of day or a span as a database writes it, without zeros at the end of its fraction} */
    static String trimmed(String time) {
        if (time.indexOf('.') < 0) {
            return time;
        }
        StringBuilder text = new StringBuilder(time);
        withoutZeros(text);
        return text.toString();
    }

    private static void withoutZeros(StringBuilder text) {
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        text.setLength(text.charAt(end - 1) == '.' ? end - 1 : end);
    }

    private static void two(StringBuilder text, int number) {
        if (number < TEN) {
            text.append('0');
        }
        text.append(number);
    }
}
