package dev.cormorant.core.config;

import dev.cormorant.core.error.ConfigurationException;
import java.time.Duration;
import java.util.Objects;

/**
 * How long statements may run and how much they may return. Immutable and thread-safe.
 *
 * @param timeout how long a statement may run before it is cancelled; 10 ms to 24 h, default 15 s
 * @param slowQuery from which time on it is reported as slow; zero for off, or 1 ms to 24 h, default 5 s
 * @param comment whether the execution id is sent as an SQL comment; default false
 * @param rowsWarnAt from how many rows on a fetch that returns a list is warned about; 0 for off, default 10,000
 * @param rowsRefuseAt from how many rows on a fetch that returns a list fails; 0 for off, the default
 * @param fetchSize rows in one batch of a cursor; 1 to 100,000, default 1,000
 * @param plainSelects what a {@code SELECT} on our data source does that names no fetch size; default
 *     {@link PlainSelects#STREAM}
 * @param cacheSize how many prepared statements each connection keeps for their next use; 0 for none, to 1,000, default 250
 */
public record StatementConfig(
        Duration timeout,
        Duration slowQuery,
        boolean comment,
        int rowsWarnAt,
        int rowsRefuseAt,
        int fetchSize,
        PlainSelects plainSelects,
        int cacheSize) {

    /** What the stop of a statement has to take effect, and its caller then still hears of it within a second. */
    private static final Duration ANSWER_MARGIN = Duration.ofMillis(900);

    /** By then the client has stopped the statement, or given up. */
    private static final Duration SERVER_MARGIN = Duration.ofSeconds(1);

    /**
     * Checks the settings.
     *
     * @throws ConfigurationException if one is out of its range
     */
    public StatementConfig {
        Settings.STATEMENT_TIMEOUT.check(timeout);
        Settings.STATEMENT_SLOW_QUERY.check(slowQuery);
        Settings.STATEMENT_ROWS_WARN_AT.check(rowsWarnAt);
        Settings.STATEMENT_ROWS_REFUSE_AT.check(rowsRefuseAt);
        Settings.STATEMENT_FETCH_SIZE.check(fetchSize);
        Objects.requireNonNull(plainSelects, Settings.STATEMENT_PLAIN_SELECTS.key());
        Settings.STATEMENT_CACHE_SIZE.check(cacheSize);
    }

    /**
     * How long a driver waits for a server that says nothing: somewhat longer than the statement may run, so that it is stopped
     * before.
     *
     * @param limit how long the statement may run
     * @return the limit and 900 ms
     */
    public static Duration silence(Duration limit) {
        return limit.plus(ANSWER_MARGIN);
    }

    /**
     * How long a server lets a statement run by its own clock: longer than whoever waits for it, so that it ends what nobody can stop
     * any more.
     *
     * @param limit how long the statement may run
     * @return the limit and a second
     */
    public static Duration onServer(Duration limit) {
        return limit.plus(SERVER_MARGIN);
    }

    /**
     * A copy with another time limit.
     *
     * @param newTimeout 10 ms to 24 h
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public StatementConfig withTimeout(Duration newTimeout) {
        return new StatementConfig(
                newTimeout, slowQuery, comment, rowsWarnAt, rowsRefuseAt, fetchSize, plainSelects, cacheSize);
    }

    /**
     * A copy with another time from which a statement counts as slow.
     *
     * @param newSlowQuery zero for off, or 1 ms to 24 h
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public StatementConfig withSlowQuery(Duration newSlowQuery) {
        return new StatementConfig(
                timeout, newSlowQuery, comment, rowsWarnAt, rowsRefuseAt, fetchSize, plainSelects, cacheSize);
    }

    /**
     * A copy with another choice on the SQL comment.
     *
     * @param newComment the new choice
     * @return the copy
     */
    public StatementConfig withComment(boolean newComment) {
        return new StatementConfig(
                timeout, slowQuery, newComment, rowsWarnAt, rowsRefuseAt, fetchSize, plainSelects, cacheSize);
    }

    /**
     * A copy with another number of rows to warn at.
     *
     * @param newRowsWarnAt 0 for off, or at least 1
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public StatementConfig withRowsWarnAt(int newRowsWarnAt) {
        return new StatementConfig(
                timeout, slowQuery, comment, newRowsWarnAt, rowsRefuseAt, fetchSize, plainSelects, cacheSize);
    }

    /**
     * A copy with another number of rows to refuse at.
     *
     * @param newRowsRefuseAt 0 for off, or at least 1
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public StatementConfig withRowsRefuseAt(int newRowsRefuseAt) {
        return new StatementConfig(
                timeout, slowQuery, comment, rowsWarnAt, newRowsRefuseAt, fetchSize, plainSelects, cacheSize);
    }

    /**
     * A copy with another number of rows in a batch.
     *
     * @param newFetchSize 1 to 100,000
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public StatementConfig withFetchSize(int newFetchSize) {
        return new StatementConfig(
                timeout, slowQuery, comment, rowsWarnAt, rowsRefuseAt, newFetchSize, plainSelects, cacheSize);
    }

    /**
     * A copy with another way for plain selects.
     *
     * @param newPlainSelects the new choice
     * @return the copy
     */
    public StatementConfig withPlainSelects(PlainSelects newPlainSelects) {
        return new StatementConfig(
                timeout, slowQuery, comment, rowsWarnAt, rowsRefuseAt, fetchSize, newPlainSelects, cacheSize);
    }

    /**
     * A copy with another number of prepared statements to keep.
     *
     * @param newCacheSize 0 for none, to 1,000
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public StatementConfig withCacheSize(int newCacheSize) {
        return new StatementConfig(
                timeout, slowQuery, comment, rowsWarnAt, rowsRefuseAt, fetchSize, plainSelects, newCacheSize);
    }
}
