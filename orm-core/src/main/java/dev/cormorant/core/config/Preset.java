package dev.cormorant.core.config;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.time.Duration;

/** A set of defaults that fit together. */
public enum Preset {
    /** For servers under load: small finite waits, slow queries reported from 5 s. The default. */
    PRODUCTION,

    /** For work at a desk: patient with breakpoints, strict with slow queries (500 ms). */
    DEVELOPMENT,

    /** For tests: small pools, servers that are still starting, no reports of slow queries or large lists. */
    TEST;

    /** Rows in a batch: measured fastest, or near it, on each of the drivers. */
    private static final int FETCH_SIZE = 1000;

    private static final int CACHE_SIZE = 250;

    /**
     * The pool's defaults.
     *
     * @return a new record
     */
    public PoolConfig pool() {
        Duration acquire = this == DEVELOPMENT ? ofSeconds(10) : ofSeconds(5);
        return this == TEST
                ? new PoolConfig(3, 0, acquire, ofSeconds(60), 0, 50, ofSeconds(30), ofMinutes(30), ZERO)
                : new PoolConfig(5, 1, acquire, ofSeconds(15), 0, 50, ofMinutes(2), ofMinutes(30), ofSeconds(30));
    }

    /**
     * The statements' defaults.
     *
     * @return a new record
     */
    public StatementConfig statements() {
        return switch (this) {
            case PRODUCTION -> statements(ofSeconds(15), ofSeconds(5), 10_000);
            case DEVELOPMENT -> statements(ofSeconds(30), ofMillis(500), 10_000);
            case TEST -> statements(ofSeconds(30), ZERO, 0);
        };
    }

    /**
     * The transactions' defaults.
     *
     * @return a new record
     */
    public TransactionConfig transactions() {
        return new TransactionConfig(this == PRODUCTION ? ofSeconds(5) : ofSeconds(10), ofSeconds(20), 0, false);
    }

    /**
     * The defaults of monitoring. In tests nothing is looked for at intervals: a leak is looked for at the end of each test.
     *
     * @return a new record
     */
    public MonitorConfig monitor() {
        Duration memoryCheck = this == TEST ? ZERO : ofSeconds(30);
        return new MonitorConfig(true, memoryCheck, 85, 100, 50, 50, ofMinutes(30), 100, false, leaks());
    }

    private LeakConfig leaks() {
        return switch (this) {
            case PRODUCTION -> leaks(ofSeconds(60), ofMinutes(5), ofMinutes(10));
            case DEVELOPMENT -> leaks(ofSeconds(10), ofSeconds(30), ofMinutes(1));
            case TEST -> leaks(ZERO, ofMinutes(5), ofMinutes(10));
        };
    }

    private static LeakConfig leaks(Duration check, Duration idle, Duration transaction) {
        return new LeakConfig(check, idle, transaction, 1000, LeakPolicy.REPORT, false);
    }

    /**
     * The defaults of closing.
     *
     * @return a new record
     */
    public CloseConfig close() {
        return this == TEST
                ? new CloseConfig(ofSeconds(2), ofSeconds(2))
                : new CloseConfig(ofSeconds(10), ofSeconds(5));
    }

    private static StatementConfig statements(Duration timeout, Duration slowQuery, int rowsWarnAt) {
        return new StatementConfig(
                timeout, slowQuery, false, rowsWarnAt, 0, FETCH_SIZE, PlainSelects.STREAM, CACHE_SIZE);
    }
}
