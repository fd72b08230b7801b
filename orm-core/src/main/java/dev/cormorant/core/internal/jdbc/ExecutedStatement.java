package dev.cormorant.core.internal.jdbc;

import dev.cormorant.core.config.PlainSelects;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.execution.Execution;
import dev.cormorant.core.lease.Lease;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a statement is run: every run is an execution with an id and a time limit, and its result is streamed where that is asked
 * for. The time limit is kept by the watch of the database, in the same way on all databases, and not by the driver.
 */
abstract class ExecutedStatement extends DelegatingStatement {

    final ChokePoint choke;
    final LeasedConnection connection;
    final Lease lease;
    private long timeoutNanos;
    private long preparedId;
    private int requestedFetchSize;
    private int givenFetchSize;
    private @Nullable TrackedResultSet current;
    private volatile @Nullable Execution running;

    ExecutedStatement(LeasedConnection connection, long preparedId, Statement delegate) {
        super(delegate);
        this.connection = connection;
        this.choke = connection.choke;
        this.lease = connection.lease();
        this.preparedId = preparedId;
        this.timeoutNanos = RoutedLease.nanos(connection.limits.timeout());
    }

    abstract TrackedStatement self();

    /** {@return the id that the prepared text carries, for the first run; after that, and without one, a new id} */
    final long takeId() {
        long id = preparedId;
        preparedId = 0;
        return id == 0 ? choke.executions.reserveId() : id;
    }

    /**
     * Throws what a stop means if one was asked for, and came too late for the call that has just returned.
     *
     * @throws SQLException as if it had come in time
     */
    final void refuseIfStopped() throws SQLException {
        Execution execution = running;
        if (execution != null && execution.isStopRequested()) {
            throw choke.stopped(execution, execution.stopReason().orElseThrow(), (Throwable) null);
        }
    }

    /** Runs what gives no rows. */
    final <T> T run(long id, String sql, SqlCall<T> call) throws SQLException {
        closeCurrent();
        Execution execution = begin(id, sql);
        boolean success = false;
        try {
            lease.enter();
            T result = call.call();
            choke.executions.countRows(execution, ChangedRows.of(result));
            success = true;
            return result;
        } catch (SQLException error) {
            throw choke.failed(execution, this, error);
        } catch (RuntimeException | Error broken) {
            lease.poison();
            throw broken;
        } finally {
            lease.endCall();
            end(execution, success);
        }
    }

    /** Runs what gives rows. */
    final ResultSet query(long id, String sql, Reading call) throws SQLException {
        return Objects.requireNonNull(read(id, sql, call), "a query gives rows");
    }

    /** Runs what may give rows, an update count, or several of them. */
    final boolean runAny(long id, String sql, SqlCall<Boolean> call) throws SQLException {
        return read(id, sql, () -> call.call() ? delegate().getResultSet() : null) != null;
    }

    /** A call of the driver that may give rows. */
    interface Reading {
        @Nullable
        ResultSet read() throws SQLException;
    }

    /** Runs what may open a result, or give none. */
    private @Nullable ResultSet read(long id, String sql, Reading call) throws SQLException {
        closeCurrent();
        boolean asked = prepareFetch(sql);
        Execution execution = begin(id, sql);
        boolean success = false;
        try {
            lease.enter();
            ResultSet rows = call.read();
            ResultSet tracked = rows == null ? null : opened(rows, execution, asked);
            success = true;
            return tracked;
        } catch (SQLException error) {
            throw choke.failed(execution, this, error);
        } catch (RuntimeException | Error broken) {
            lease.poison();
            throw broken;
        } finally {
            lease.endCall();
            if (!isStreaming()) {
                end(execution, success);
                connection.stream.endImplicit(success);
            }
        }
    }

    private boolean isStreaming() {
        return current instanceof ExecutedResultSet rows && rows.isStreaming();
    }

    private ExecutedResultSet opened(ResultSet rows, Execution execution, boolean asked) {
        boolean streams = asked || choke.cursors.always();
        long rowLimit = asked ? Long.MAX_VALUE : rowLimit();
        ExecutedResultSet tracked = new ExecutedResultSet(self(), rows, execution, streams, rowLimit);
        current = tracked;
        if (streams && lease.isTraced()) {
            execution.openedAt(new Throwable("opened here"));
        }
        if (asked) {
            // A result that is fetched as a whole stays under the time limit, also where the driver steps through it.
            execution.startStreaming();
        }
        if (streams) {
            connection.stream.opened(tracked);
        }
        return tracked;
    }

    private boolean streamsByDefault() {
        return connection.limits.plainSelects() == PlainSelects.STREAM;
    }

    /** From how many rows on a result that is held in memory is spoken of. */
    private long rowLimit() {
        int warnAt = connection.limits.rowsWarnAt();
        int refuseAt = connection.limits.rowsRefuseAt();
        if (streamsByDefault() || warnAt + refuseAt == 0) {
            return Long.MAX_VALUE;
        }
        boolean refusesFirst = warnAt == 0 || (refuseAt > 0 && refuseAt < warnAt);
        return refusesFirst ? refuseAt : warnAt;
    }

    /** Counts what runs on the connection. */
    void noteUse(String sql) {
        lease.used(sql);
    }

    private Execution begin(long id, String sql) throws SQLException {
        noteUse(sql);
        connection.noteSession(sql);
        if (!connection.getAutoCommit()) {
            lease.transactionBegan();
        }
        long limit = connection.limit(timeoutNanos);
        connection.route().allowStatement(limit);
        try {
            Execution execution = choke.executions.begin(id, sql, lease.driverConnection(), delegate(), limit);
            execution.runsOn(lease.origin());
            running = execution;
            return execution;
        } catch (OrmException full) {
            connection.stream.endImplicit(false);
            throw new SQLTransientException(full.getMessage(), "54000", full);
        }
    }

    private void end(Execution execution, boolean success) {
        choke.executions.end(execution, success);
        running = null;
    }

    final void streamEnded(ExecutedResultSet rows, Execution execution, boolean success) throws SQLException {
        end(execution, success);
        connection.stream.ended(rows, success);
    }

    /** Switches streaming on for the next run where it is asked for; returns whether it is. */
    private boolean prepareFetch(String sql) throws SQLException {
        connection.stream.refuseBeside(sql);
        boolean asked = (requestedFetchSize != 0 || (streamsByDefault() && SqlText.isSelect(sql)))
                && delegate().getResultSetType() == ResultSet.TYPE_FORWARD_ONLY;
        int size = 0;
        if (asked) {
            size = choke.cursors.fetchSize(requestedFetchSize > 0 ? requestedFetchSize : connection.limits.fetchSize());
            connection.stream.beginImplicit();
        }
        if (size != givenFetchSize) {
            delegate().setFetchSize(size);
            givenFetchSize = size;
        }
        return asked;
    }

    final void closeCurrent() throws SQLException {
        TrackedResultSet open = current;
        current = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public @Nullable ResultSet getResultSet() {
        return current;
    }

    @Override
    public boolean getMoreResults() throws SQLException {
        closeCurrent();
        return nextResult(delegate().getMoreResults());
    }

    @Override
    public boolean getMoreResults(int whatAboutCurrent) throws SQLException {
        closeCurrent();
        return nextResult(delegate().getMoreResults(whatAboutCurrent));
    }

    /** Further results of one run are read whole by every driver; they belong to no streamed execution. */
    private boolean nextResult(boolean rows) throws SQLException {
        if (rows) {
            current = new TrackedResultSet(self(), delegate().getResultSet());
        }
        return rows;
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        return new TrackedResultSet(self(), delegate().getGeneratedKeys());
    }

    @Override
    public void setFetchSize(int rows) {
        requestedFetchSize = rows;
    }

    @Override
    public int getFetchSize() {
        return requestedFetchSize;
    }

    @Override
    public void setQueryTimeout(int seconds) throws SQLException {
        if (seconds < 0) {
            throw new SQLException("the query timeout is 0 (none) or more seconds, not " + seconds);
        }
        timeoutNanos = RoutedLease.nanos(Duration.ofSeconds(seconds));
    }

    @Override
    public int getQueryTimeout() {
        return timeoutNanos == Long.MAX_VALUE
                ? 0
                : (int) Duration.ofNanos(timeoutNanos).toSeconds();
    }

    /** Stops what this statement runs, on the server, also in the middle of a streamed result. */
    @Override
    public void cancel() {
        Execution execution = running;
        if (execution != null) {
            choke.executions.cancel(execution.id());
        }
    }
}
