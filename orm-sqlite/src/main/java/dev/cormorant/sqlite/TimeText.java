package dev.cormorant.sqlite;

import dev.cormorant.core.driver.Mismatch;
import dev.cormorant.core.driver.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A time as text. What is written has a fixed length; what is read may have fewer or more digits behind the second, up to nine,
 * and a {@code T} between date and time.
 *
 * @param <T> the type
 */
final class TimeText<T> {

    private static final int DATE_LENGTH = 10;

    static final TimeText<LocalDate> DATE = new TimeText<>(TimeDigits::date, date(), LocalDate::from, "2024-02-29");
    static final TimeText<LocalTime> TIME =
            new TimeText<>(TimeDigits::time, time(0, 9), LocalTime::from, "23:59:59.123456");
    static final TimeText<LocalDateTime> DATE_TIME = new TimeText<>(
            TimeDigits::dateTime, dateTime(time(0, 9)), LocalDateTime::from, "2024-02-29 23:59:59.123456");
    private static final String UTC_EXAMPLE = "2024-02-29 23:59:59.123456+00:00";
    static final TimeText<OffsetDateTime> OFFSET = new TimeText<>(
            time -> TimeDigits.utc(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()),
            zoned(),
            parsed -> utc(parsed),
            UTC_EXAMPLE);
    static final TimeText<Instant> INSTANT = new TimeText<>(
            time -> TimeDigits.utc(UtcTime.of(time)),
            zoned(),
            parsed -> utc(parsed).toInstant(),
            UTC_EXAMPLE);

    private final Function<T, String> writer;
    private final DateTimeFormatter reader;
    private final Function<TemporalAccessor, T> fromParsed;
    private final String example;

    private TimeText(
            Function<T, String> writer,
            DateTimeFormatter reader,
            Function<TemporalAccessor, T> fromParsed,
            String example) {
        this.writer = writer;
        this.reader = reader;
        this.fromParsed = fromParsed;
        this.example = example;
    }

    String write(int index, Class<T> type, T time) {
        try {
            return writer.apply(time);
        } catch (DateTimeException tooFar) {
            throw Mismatch.binding(index, type, "the years 0000 to 9999 of UTC, since other ones do not sort as text");
        }
    }

    @Nullable
    T read(ResultSet rows, int column, Class<T> type) throws SQLException {
        Object value = SqliteColumns.value(rows, column);
        if (value == null) {
            return null;
        }
        try {
            if (value instanceof String text) {
                return fromParsed.apply(reader.parse(withBlank(text)));
            }
        } catch (DateTimeException malformed) {
            throw Mismatch.reading(rows, column, type, value, "text such as " + example);
        }
        throw Mismatch.reading(rows, column, type, value, "text such as " + example);
    }

    private static String withBlank(String text) {
        boolean withT = text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == 'T';
        return withT ? text.substring(0, DATE_LENGTH) + ' ' + text.substring(DATE_LENGTH + 1) : text;
    }

    /** Without an offset the text is in UTC: so SQLite itself reads and writes it. */
    private static OffsetDateTime utc(TemporalAccessor parsed) {
        return parsed.isSupported(ChronoField.OFFSET_SECONDS)
                ? OffsetDateTime.from(parsed).withOffsetSameInstant(ZoneOffset.UTC)
                : LocalDateTime.from(parsed).atOffset(ZoneOffset.UTC);
    }

    private static DateTimeFormatter date() {
        return strict(new DateTimeFormatterBuilder()
                .appendValue(ChronoField.YEAR, 4, 4, SignStyle.NOT_NEGATIVE)
                .appendLiteral('-')
                .appendValue(ChronoField.MONTH_OF_YEAR, 2)
                .appendLiteral('-')
                .appendValue(ChronoField.DAY_OF_MONTH, 2));
    }

    private static DateTimeFormatter time(int fewest, int most) {
        DateTimeFormatterBuilder time = new DateTimeFormatterBuilder()
                .appendValue(ChronoField.HOUR_OF_DAY, 2)
                .appendLiteral(':')
                .appendValue(ChronoField.MINUTE_OF_HOUR, 2);
        DateTimeFormatterBuilder seconds = new DateTimeFormatterBuilder()
                .appendLiteral(':')
                .appendValue(ChronoField.SECOND_OF_MINUTE, 2)
                .appendFraction(ChronoField.NANO_OF_SECOND, fewest, most, true);
        return strict(fewest == 0 ? time.appendOptional(strict(seconds)) : time.append(strict(seconds)));
    }

    private static DateTimeFormatter dateTime(DateTimeFormatter time) {
        return strict(
                new DateTimeFormatterBuilder().append(date()).appendLiteral(' ').append(time));
    }

    private static DateTimeFormatter zoned() {
        return strict(
                new DateTimeFormatterBuilder().append(dateTime(time(0, 9))).appendPattern("[XXX]"));
    }

    private static DateTimeFormatter strict(DateTimeFormatterBuilder builder) {
        return builder.toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT)
                .withChronology(IsoChronology.INSTANCE);
    }
}
