package dev.cormorant.core.config;

import dev.cormorant.core.error.ConfigurationException;
import java.time.Duration;

/**
 * How many connections to keep, how long to wait for one, and when to replace it. Immutable and thread-safe.
 *
 * @param maxSize the most connections open at once; 1 to 1000, default 5
 * @param minIdle connections kept ready when idle; 0 to {@code maxSize}, default 1
 * @param acquireTimeout longest wait for a connection; 250 ms to 10 min, default 5 s
 * @param connectTimeout longest time for connecting as a whole; 250 ms to 1 h, default 15 s
 * @param connectRetries how often connecting is tried again; 0 to 100, default 0
 * @param maxWaiters most callers waiting for a connection; 0 to 100,000, default 50
 * @param idleTimeout how long a connection beyond {@code minIdle} stays open unused; zero for off, or 10 s to 24 h and less
 *     than {@code maxLifetime}, default 2 min
 * @param maxLifetime how old a connection may become; zero for off, or 30 s to 24 h, default 30 min
 * @param keepAlive how often an idle connection is tested; zero for off, or 30 s to 24 h and less than
 *     {@code maxLifetime}, default 30 s
 */
public record PoolConfig(
        int maxSize,
        int minIdle,
        Duration acquireTimeout,
        Duration connectTimeout,
        int connectRetries,
        int maxWaiters,
        Duration idleTimeout,
        Duration maxLifetime,
        Duration keepAlive) {
    /**
     * Checks the settings.
     *
     * @throws ConfigurationException if one is out of its range, or two do not go together
     */
    public PoolConfig {
        Settings.POOL_MAX_SIZE.check(maxSize);
        Settings.POOL_MIN_IDLE.check(minIdle);
        Settings.POOL_ACQUIRE_TIMEOUT.check(acquireTimeout);
        Settings.POOL_CONNECT_TIMEOUT.check(connectTimeout);
        Settings.POOL_CONNECT_RETRIES.check(connectRetries);
        Settings.POOL_MAX_WAITERS.check(maxWaiters);
        Settings.POOL_IDLE_TIMEOUT.check(idleTimeout);
        Settings.POOL_MAX_LIFETIME.check(maxLifetime);
        Settings.POOL_KEEP_ALIVE.check(keepAlive);
        if (minIdle > maxSize) {
            throw new ConfigurationException(Settings.POOL_MIN_IDLE + " must be 0 to " + Settings.POOL_MAX_SIZE + " ("
                    + maxSize + "), but is " + minIdle);
        }
        checkShorter(Settings.POOL_IDLE_TIMEOUT, idleTimeout, maxLifetime);
        checkShorter(Settings.POOL_KEEP_ALIVE, keepAlive, maxLifetime);
    }

    /** What takes as long as the longest life would never happen. */
    private static void checkShorter(Setting<Duration> setting, Duration value, Duration maxLifetime) {
        if (!maxLifetime.isZero() && value.compareTo(maxLifetime) >= 0) {
            throw new ConfigurationException(setting + " must be off (0) or shorter than " + Settings.POOL_MAX_LIFETIME
                    + " (" + DurationText.format(maxLifetime) + "), but is " + DurationText.format(value));
        }
    }

    /**
     * A copy with another most connections; lower {@code minIdle} first if it is higher.
     *
     * @param newMaxSize {@code minIdle} to 1000, at least 1
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public PoolConfig withMaxSize(int newMaxSize) {
        return new PoolConfig(
                newMaxSize,
                minIdle,
                acquireTimeout,
                connectTimeout,
                connectRetries,
                maxWaiters,
                idleTimeout,
                maxLifetime,
                keepAlive);
    }

    /**
     * A copy with another number of connections kept ready.
     *
     * @param newMinIdle 0 to {@code maxSize}
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public PoolConfig withMinIdle(int newMinIdle) {
        return new PoolConfig(
                maxSize,
                newMinIdle,
                acquireTimeout,
                connectTimeout,
                connectRetries,
                maxWaiters,
                idleTimeout,
                maxLifetime,
                keepAlive);
    }

    /**
     * A copy with another wait for a connection.
     *
     * @param newAcquireTimeout 250 ms to 10 min
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public PoolConfig withAcquireTimeout(Duration newAcquireTimeout) {
        return new PoolConfig(
                maxSize,
                minIdle,
                newAcquireTimeout,
                connectTimeout,
                connectRetries,
                maxWaiters,
                idleTimeout,
                maxLifetime,
                keepAlive);
    }

    /**
     * A copy with another time for connecting.
     *
     * @param newConnectTimeout 250 ms to 1 h
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public PoolConfig withConnectTimeout(Duration newConnectTimeout) {
        return new PoolConfig(
                maxSize,
                minIdle,
                acquireTimeout,
                newConnectTimeout,
                connectRetries,
                maxWaiters,
                idleTimeout,
                maxLifetime,
                keepAlive);
    }

    /**
     * A copy with another number of retries.
     *
     * @param newConnectRetries 0 to 100
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public PoolConfig withConnectRetries(int newConnectRetries) {
        return new PoolConfig(
                maxSize,
                minIdle,
                acquireTimeout,
                connectTimeout,
                newConnectRetries,
                maxWaiters,
                idleTimeout,
                maxLifetime,
                keepAlive);
    }

    /**
     * A copy with another most waiting callers.
     *
     * @param newMaxWaiters 0 to 100,000
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public PoolConfig withMaxWaiters(int newMaxWaiters) {
        return new PoolConfig(
                maxSize,
                minIdle,
                acquireTimeout,
                connectTimeout,
                connectRetries,
                newMaxWaiters,
                idleTimeout,
                maxLifetime,
                keepAlive);
    }

    /**
     * A copy with another time for unused connections.
     *
     * @param newIdleTimeout zero for off, or 10 s to 24 h, and less than {@code maxLifetime}
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public PoolConfig withIdleTimeout(Duration newIdleTimeout) {
        return new PoolConfig(
                maxSize,
                minIdle,
                acquireTimeout,
                connectTimeout,
                connectRetries,
                maxWaiters,
                newIdleTimeout,
                maxLifetime,
                keepAlive);
    }

    /**
     * A copy with another age of connections.
     *
     * @param newMaxLifetime zero for off, or 30 s to 24 h
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public PoolConfig withMaxLifetime(Duration newMaxLifetime) {
        return new PoolConfig(
                maxSize,
                minIdle,
                acquireTimeout,
                connectTimeout,
                connectRetries,
                maxWaiters,
                idleTimeout,
                newMaxLifetime,
                keepAlive);
    }

    /**
     * A copy with another time between tests of idle connections.
     *
     * @param newKeepAlive zero for off, or 30 s to 24 h, and less than {@code maxLifetime}
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public PoolConfig withKeepAlive(Duration newKeepAlive) {
        return new PoolConfig(
                maxSize,
                minIdle,
                acquireTimeout,
                connectTimeout,
                connectRetries,
                maxWaiters,
                idleTimeout,
                maxLifetime,
                newKeepAlive);
    }
}
