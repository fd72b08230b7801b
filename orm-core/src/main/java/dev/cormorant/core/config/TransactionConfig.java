package dev.cormorant.core.config;

import dev.cormorant.core.error.ConfigurationException;
import java.time.Duration;

/**
 * How long a transaction may wait and last; where both apply, the shorter one counts. Immutable and thread-safe.
 *
 * @param maxWait the longest wait for a connection; 10 ms to 10 min, default 5 s
 * @param timeout the longest time of the whole; 10 ms to 24 h, default 20 s
 */
public record TransactionConfig(Duration maxWait, Duration timeout) {
    /**
     * Checks the settings.
     *
     * @throws ConfigurationException if one is out of its range
     */
    public TransactionConfig {
        Settings.TRANSACTION_MAX_WAIT.check(maxWait);
        Settings.TRANSACTION_TIMEOUT.check(timeout);
    }

    /**
     * A copy with another wait.
     *
     * @param newMaxWait 10 ms to 10 min
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public TransactionConfig withMaxWait(Duration newMaxWait) {
        return new TransactionConfig(newMaxWait, timeout);
    }

    /**
     * A copy with another time for the whole.
     *
     * @param newTimeout 10 ms to 24 h
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public TransactionConfig withTimeout(Duration newTimeout) {
        return new TransactionConfig(maxWait, newTimeout);
    }
}
