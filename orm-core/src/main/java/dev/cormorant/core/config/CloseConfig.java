package dev.cormorant.core.config;

import dev.cormorant.core.error.ConfigurationException;
import java.time.Duration;

/**
 * How long closing a database may take. Immutable and thread-safe.
 *
 * @param drain how long running work may go on; 0 to 1 h, default 10 s
 * @param grace how long work that was cancelled then has to end; 0 to 10 min, default 5 s
 */
public record CloseConfig(Duration drain, Duration grace) {
    /**
     * Checks the settings.
     *
     * @throws ConfigurationException if one is out of its range
     */
    public CloseConfig {
        Settings.CLOSE_DRAIN.check(drain);
        Settings.CLOSE_GRACE.check(grace);
    }

    /**
     * A copy with another time for running work.
     *
     * @param newDrain 0 to 1 h
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public CloseConfig withDrain(Duration newDrain) {
        return new CloseConfig(newDrain, grace);
    }

    /**
     * A copy with another time for cancelled work.
     *
     * @param newGrace 0 to 10 min
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public CloseConfig withGrace(Duration newGrace) {
        return new CloseConfig(drain, newGrace);
    }
}
