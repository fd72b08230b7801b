package dev.cormorant.core.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A statement that took longer than {@code statement.slow-query}.
 *
 * @param id the id of its execution, positive
 * @param sql its shape: literals are {@code ?}; at most 200 characters
 * @param values its bind values in order, each as text of at most 100 characters and at most 100 of them; empty unless
 *     {@code monitor.bind-values} is on
 * @param thread the name of the thread that ran it
 * @param took from the call of the driver to its answer; of a result that the driver steps through, as SQLite's, to its end
 * @param rows how many rows were read or changed so far
 * @param at when it ended
 * @param failure the name of the kind of its failure, such as {@code StatementTimeoutException}; empty if it ended well
 */
public record SlowQuery(
        long id, String sql, List<String> values, String thread, Duration took, long rows, Instant at, String failure) {
    /** Copies the values. */
    public SlowQuery {
        values = List.copyOf(values);
    }
}
