package dev.cormorant.testing.data.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;

/** Times as people and databases write them: ISO 8601, with a blank or a T before the hour. */
public final class TimeTexts {

    private static final DateTimeFormatter ANY = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    private TimeTexts() {}

    /** A time that may say its offset. */
    private static Optional<TemporalAccessor> parsed(String text) {
        try {
            return Optional.of(ANY.parse(text.strip().replace(' ', 'T')));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    /**
     * A time with an offset.
     *
     * @param text the text
     * @return its instant; empty if it is none, or has no offset
     */
    public static Optional<Instant> instant(String text) {
        try {
            // Also the ends of what Java has, which stand for infinity on PostgreSQL.
            return Optional.of(Instant.parse(text.strip()));
        } catch (DateTimeException otherForm) {
            return parsed(text)
                    .filter(time -> time.query(TemporalQueries.offset()) != null)
                    .map(time -> OffsetDateTime.from(time).toInstant());
        }
    }

    /**
     * A time without an offset.
     *
     * @param text the text
     * @return the time; empty if it is none, or has an offset
     */
    public static Optional<LocalDateTime> dateTime(String text) {
        return parsed(text)
                .filter(time -> time.query(TemporalQueries.offset()) == null)
                .map(LocalDateTime::from);
    }

    /**
     * A time on the time line, as databases that have no offsets keep it.
     *
     * @param text the text
     * @return the time in UTC, or as it is without an offset; empty if it is no time
     */
    public static Optional<LocalDateTime> inUtc(String text) {
        return instant(text)
                .map(instant -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC))
                .or(() -> dateTime(text));
    }

    /**
     * A day.
     *
     * @param text the text
     * @return the day; empty if it is none
     */
    public static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    /**
     * A time of day.
     *
     * @param text the text
     * @return the time; empty if it is none
     */
    public static Optional<LocalTime> time(String text) {
        try {
            return Optional.of(LocalTime.parse(text.strip()));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
