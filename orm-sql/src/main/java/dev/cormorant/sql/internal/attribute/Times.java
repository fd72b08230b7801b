package dev.cormorant.sql.internal.attribute;

import dev.cormorant.core.driver.UtcTime;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The time of a write, to the microsecond, as every database has it. */
final class Times {

    private Times() {}

    static Object of(Class<?> type, Clock clock) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (type == OffsetDateTime.class) {
            return now.atOffset(ZoneOffset.UTC);
        }
        return type == LocalDateTime.class ? UtcTime.of(now) : now;
    }
}
