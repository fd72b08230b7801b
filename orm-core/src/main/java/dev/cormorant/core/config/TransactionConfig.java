package dev.cormorant.core.config;

import dev.cormorant.core.error.ConfigurationException;
import java.time.Duration;

/**
 * How long a transaction may wait and last; where both apply, the shorter one counts. Immutable and thread-safe.
 *
 * @param maxWait the longest wait for a connection; 10 ms to 10 min, default 5 s
 * @param timeout the longest time of the whole, retries included; 10 ms to 24 h, default 20 s
 * @param retries how often the whole is run again after a conflict with another transaction; 0 to 100, default 0
 * @param retryLockTimeouts whether a lock that was not had in time counts as such a conflict; default no
 */
public record TransactionConfig(Duration maxWait, Duration timeout, int retries, boolean retryLockTimeouts) {
    /**
     * Checks the settings.
     *
     * @throws ConfigurationException if one is out of its range
     */
    public TransactionConfig {
        Settings.TRANSACTION_MAX_WAIT.check(maxWait);
        Settings.TRANSACTION_TIMEOUT.check(timeout);
        Settings.TRANSACTION_RETRIES.check(retries);
    }

    /**
     * A copy with another wait.
     *
     * @param newMaxWait 10 ms to 10 min
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public TransactionConfig withMaxWait(Duration newMaxWait) {
        return new TransactionConfig(newMaxWait, timeout, retries, retryLockTimeouts);
    }

    /**
     * A copy with another time for the whole.
     *
     * @param newTimeout 10 ms to 24 h
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public TransactionConfig withTimeout(Duration newTimeout) {
        return new TransactionConfig(maxWait, newTimeout, retries, retryLockTimeouts);
    }

    /**
     * A copy with another number of further tries.
     *
     * @param newRetries 0 to 100
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public TransactionConfig withRetries(int newRetries) {
        return new TransactionConfig(maxWait, timeout, newRetries, retryLockTimeouts);
    }

    /**
     * A copy that retries after lock timeouts, or does not.
     *
     * @param newRetryLockTimeouts whether it does
     * @return the copy
     */
    public TransactionConfig withRetryLockTimeouts(boolean newRetryLockTimeouts) {
        return new TransactionConfig(maxWait, timeout, retries, newRetryLockTimeouts);
    }
}
