package dev.cormorant.core.execution;

import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.StatementCancelledException;
import dev.cormorant.core.error.StatementTimeoutException;
import dev.cormorant.core.internal.BoundValues;
import dev.cormorant.core.monitor.Monitor;
import dev.cormorant.core.monitor.SlowQuery;
import dev.cormorant.core.monitor.Span;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is noted of a statement at its end: its time for monitoring, and a line in the log if it was slow. */
final class Measurement {

    private static final Logger LOG = LoggerFactory.getLogger(Measurement.class);

    private final String database;
    private final Driver driver;
    private final long slowNanos;
    private final Monitor monitor;

    Measurement(String database, Driver driver, Duration slowQuery, Monitor monitor) {
        this.database = database;
        this.driver = driver;
        this.slowNanos = slowQuery.isZero() ? Long.MAX_VALUE : slowQuery.toNanos();
        this.monitor = monitor;
    }

    void take(Execution execution, boolean success) {
        if (slowNanos == Long.MAX_VALUE && !monitor.isEnabled()) {
            return;
        }
        long nanos = execution.tookNanos();
        execution.rowsAfterEnd = monitor.ended(execution.sql(), nanos, execution.rows, !success);
        if (execution.span != Span.NONE) {
            execution.span.finish(
                    execution.id(),
                    monitor.shapeOf(execution.sql()),
                    execution.rows,
                    success ? "succeeded" : failure(execution));
        }
        if (nanos >= slowNanos) {
            slow(execution, nanos);
        }
    }

    private void slow(Execution execution, long nanos) {
        LOG.warn(
                "slow statement on {}: execution {} took {} ms: {}",
                database,
                execution.id(),
                nanos / 1_000_000,
                FailedOperation.shortened(execution.sql()));
        if (monitor.isEnabled()) {
            Statement statement = execution.statement;
            SlowQuery query = new SlowQuery(
                    execution.id(),
                    FailedOperation.shortened(monitor.shapeOf(execution.sql())),
                    statement == null ? List.of() : BoundValues.of(statement),
                    execution.thread.getName(),
                    Duration.ofNanos(nanos),
                    Math.max(0, execution.rows),
                    Instant.now(),
                    failure(execution));
            execution.rowsAfterEnd = monitor.slow(query, execution.rowsAfterEnd);
        }
    }

    private String failure(Execution execution) {
        if (execution.isStopRequested()) {
            return execution.stopReason().orElseThrow() == StopReason.TIMED_OUT
                    ? StatementTimeoutException.class.getSimpleName()
                    : StatementCancelledException.class.getSimpleName();
        }
        SQLException error = execution.error();
        return error == null
                ? ""
                : driver.translate(error, FailedOperation.of("execute", database))
                        .getClass()
                        .getSimpleName();
    }
}
