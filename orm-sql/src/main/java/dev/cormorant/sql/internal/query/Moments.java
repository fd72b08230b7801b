package dev.cormorant.sql.internal.query;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** The time of a call. */
final class Moments {

    private Moments() {}

    static Object now(Expression.Moment moment) {
        ZoneId zone = ZoneId.systemDefault();
        return switch (moment) {
            case DATE -> LocalDate.now(zone);
            // No database here keeps more than microseconds.
            case TIME -> LocalTime.now(zone).truncatedTo(ChronoUnit.MICROS);
            case DATETIME -> LocalDateTime.now(zone).truncatedTo(ChronoUnit.MICROS);
        };
    }

    static Class<?> type(Expression.Moment moment) {
        return switch (moment) {
            case DATE -> LocalDate.class;
            case TIME -> LocalTime.class;
            case DATETIME -> LocalDateTime.class;
        };
    }
}
