package dev.cormorant.core.internal.jdbc;

import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.TooManyRowsException;
import dev.cormorant.core.execution.Execution;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The result of an execution: counts its rows, ends its execution if it is streamed, and can be closed before its end without
 * the rest being read.
 */
final class ExecutedResultSet extends TrackedResultSet {

    private static final Logger LOG = LoggerFactory.getLogger(ExecutedResultSet.class);

    private final Execution execution;
    private final boolean streaming;
    private long rows;
    private long rowLimit;
    private boolean ended;
    private boolean closed;
    private boolean counted;

    ExecutedResultSet(
            TrackedStatement statement, ResultSet delegate, Execution execution, boolean streaming, long rowLimit) {
        super(statement, delegate);
        this.execution = execution;
        this.streaming = streaming;
        this.rowLimit = rowLimit;
    }

    boolean isStreaming() {
        return streaming;
    }

    @Override
    public boolean next() throws SQLException {
        if (closed) {
            // The driver of SQLite says that there is no further row, and somebody would take that for the end of the
            // result.
            throw new SQLNonTransientException("the result is closed", "24000");
        }
        if (streaming && !ended && execution.isStopRequested()) {
            throw stoppedMeanwhile();
        }
        boolean more;
        statement.lease.enterRow();
        try {
            more = delegate().next();
        } catch (SQLException error) {
            SQLException meaning = statement.choke.failed(execution, statement, error);
            end(false);
            throw meaning;
        } finally {
            statement.lease.endCall();
        }
        if (!more) {
            countRows();
            end(true);
        } else if (++rows > rowLimit) {
            passedLimit();
        }
        return more;
    }

    /** Between two batches the server runs nothing, so that a stop reaches only us. */
    private SQLException stoppedMeanwhile() {
        return statement.choke.stopped(execution, execution.stopReason().orElseThrow(), null);
    }

    /** Past the limit of rows for a result that is held in memory: a warning once and, where it is set, a refusal. */
    private void passedLimit() throws SQLException {
        int refuseAt = statement.connection.limits.rowsRefuseAt();
        FailedOperation operation =
                new FailedOperation("fetch", statement.choke.database, execution.id(), execution.sql());
        if (refuseAt > 0 && rows > refuseAt) {
            String message = operation.message("more than " + refuseAt
                    + " rows are to be held in memory (statement.rows-refuse-at); stream the query instead");
            throw new SQLDataException(message, "54000", 0, new TooManyRowsException(message, null));
        }
        String warning = operation.message("more than " + rowLimit
                + " rows are being held in memory (statement.rows-warn-at); stream the query instead");
        LOG.warn("{}", warning);
        rowLimit = refuseAt > 0 ? refuseAt : Long.MAX_VALUE;
    }

    private void countRows() {
        if (!counted) {
            counted = true;
            statement.choke.executions.countRows(execution, rows);
        }
    }

    private void end(boolean success) throws SQLException {
        if (streaming && !ended) {
            ended = true;
            statement.streamEnded(this, execution, success);
        }
    }

    @Override
    public void close() throws SQLException {
        ResultSet open = delegate();
        closed = true;
        delegateTo(Closed.RESULT);
        countRows();
        if (!streaming || ended) {
            open.close();
        } else {
            closeEarly(open);
        }
    }

    private void closeEarly(ResultSet open) throws SQLException {
        boolean clean = false;
        try {
            if (!open.isClosed() && !statement.lease.isTakenBack()) {
                statement.choke.driver.closeEarly(statement.lease.driverConnection(), open);
            }
            clean = true;
        } catch (SQLException | RuntimeException failed) {
            // The rows that were read are good; what must not happen is that the connection is used again.
            LOG.debug("execution {} could not be closed early; its connection is closed", execution.id(), failed);
            statement.lease.poison();
        } finally {
            end(clean);
        }
    }
}
