package dev.cormorant.core.driver;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Instants as date and time of UTC. */
public final class UtcTime {

    private UtcTime() {}

    /**
     * {@return date and time in UTC, to the nanosecond}
     *
     * <p>On Java 17 {@link LocalDateTime#ofInstant} makes the rules of the zone anew each time.
     *
     * @param instant any that has a year
     * @throws java.time.DateTimeException if its year is beyond those of {@link LocalDateTime}
     */
    public static LocalDateTime of(Instant instant) {
        return LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
    }
}
