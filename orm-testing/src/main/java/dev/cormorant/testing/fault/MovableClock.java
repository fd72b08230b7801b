package dev.cormorant.testing.fault;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands until a test moves it. For {@code EntityOptions.withClock}, from which the layer takes times of creation and
 * change, marks of deletion, versions that are times and version 7 UUIDs; and for the application's own code. Time limits, leases,
 * retries and watchdogs go by {@code System.nanoTime} and are not moved by it, nor is the clock of a server. Safe for all threads.
 */
public final class MovableClock extends Clock {

    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private MovableClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /**
     * A clock in UTC.
     *
     * @param now the time that it shows
     * @return the clock
     */
    public static MovableClock at(Instant now) {
        return new MovableClock(new AtomicReference<>(Objects.requireNonNull(now, "now")), ZoneOffset.UTC);
    }

    /**
     * Moves it.
     *
     * @param time how far; backwards if negative
     * @return the time that it shows now
     */
    public Instant advance(Duration time) {
        return now.updateAndGet(before -> before.plus(time));
    }

    /**
     * Sets it.
     *
     * @param time the time that it shows from now on
     */
    public void set(Instant time) {
        now.set(Objects.requireNonNull(time, "time"));
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(now.get(), "a clock always shows a time");
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** {@return the same clock for another zone: both are moved together} */
    @Override
    public MovableClock withZone(ZoneId other) {
        return new MovableClock(now, other);
    }

    /** {@return the time that it shows} */
    @Override
    public String toString() {
        return "MovableClock[" + instant() + "]";
    }
}
