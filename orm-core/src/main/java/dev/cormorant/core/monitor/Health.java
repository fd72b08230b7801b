package dev.cormorant.core.monitor;

import java.time.Duration;
import java.time.Instant;

/**
 * What a look at a database has found.
 *
 * @param state how well it can be worked with
 * @param reason why, in words; holds no secret
 * @param at when the look ended
 * @param took how long the look took
 */
public record Health(HealthState state, String reason, Instant at, Duration took) {

    /**
     * What was found just now.
     *
     * @param state how well it can be worked with
     * @param reason why
     * @param startedAt the {@link System#nanoTime} at which the look began
     * @return the finding
     */
    public static Health now(HealthState state, String reason, long startedAt) {
        return new Health(state, reason, Instant.now(), Duration.ofNanos(System.nanoTime() - startedAt));
    }
}
