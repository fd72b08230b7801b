package dev.cormorant.core.monitor;

/** What an alert is about. */
public enum AlertKind {
    /** For three looks in a row, a second apart, at least 90 per cent of the connections were in use. */
    POOL_USAGE,

    /** At least as many callers waited for a connection as there can be connections. */
    WAITERS,

    /** At least 10 statements were slow within a minute. */
    SLOW_QUERIES,

    /** The process came to {@code monitor.memory-pressure} per cent of the memory that it may use. */
    MEMORY_PRESSURE,

    /** The state of the database has changed. */
    HEALTH,

    /** A connection or cursor was leaked, or is suspected to be. */
    LEAK
}
