package dev.cormorant.core.monitor;

import java.util.List;

/**
 * What monitoring knows at one moment. If {@code monitor.enabled} is off, only the health and the memory of the process.
 *
 * @param enabled whether monitoring is on
 * @param health what the last look at the database has found
 * @param latency how long statements took
 * @param shapes the shapes of statements that took most of the time, that one first; at most {@code monitor.shapes}
 * @param slow how many statements were slow since the database was opened
 * @param slowQueries the newest of them, newest first; at most {@code monitor.queries-kept}, none older than
 *     {@code monitor.kept-for}
 * @param alerted how many alerts there were since the database was opened
 * @param alerts the newest of them, newest first; at most {@code monitor.alerts-kept}, none older than
 *     {@code monitor.kept-for}
 * @param memory the memory of the process, read just now
 */
public record MonitorStats(
        boolean enabled,
        Health health,
        Latency latency,
        List<ShapeStats> shapes,
        long slow,
        List<SlowQuery> slowQueries,
        long alerted,
        List<Alert> alerts,
        MemoryStats memory) {
    /** Copies the lists. */
    public MonitorStats {
        shapes = List.copyOf(shapes);
        slowQueries = List.copyOf(slowQueries);
        alerts = List.copyOf(alerts);
    }
}
