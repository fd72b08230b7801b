package dev.cormorant.core.execution;

import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.PoolLayout;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.StatementException;
import dev.cormorant.core.internal.SlotTable;
import dev.cormorant.core.monitor.Monitor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The executions of one database: those that run now, at most {@value #CAPACITY}, and how many there were. Lock-free and safe
 * for all threads.
 */
public final class Executions {

    /** The most executions at once: running statements and open streamed results together. */
    static final int CAPACITY = 4096;

    private static final Logger LOG = LoggerFactory.getLogger(Executions.class);

    private final String database;
    private final Driver driver;
    private final ExecutionIds ids;
    private final Measurement measurement;
    private final SlotTable<Execution> running = new SlotTable<>(CAPACITY);
    private final LongAdder started = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder stopped = new LongAdder();
    private final LongAdder streamed = new LongAdder();
    private final Monitor monitor;
    private final LongPredicate inUse = this::isRunning;

    /**
     * Makes an empty table.
     *
     * @param database the label of the database
     * @param driver how a statement is stopped
     * @param ids where ids come from
     * @param slowQuery from when on a statement is logged as slow; zero for never
     * @param monitor where statements are counted
     */
    public Executions(String database, Driver driver, ExecutionIds ids, Duration slowQuery, Monitor monitor) {
        this.monitor = monitor;
        this.database = database;
        this.driver = driver;
        this.ids = ids;
        this.measurement = new Measurement(database, driver, slowQuery, monitor);
    }

    /** {@return an id for an execution that will begin, for callers that must write it into the SQL} */
    public long reserveId() {
        return ids.next(inUse);
    }

    /**
     * Notes that a statement begins.
     *
     * @param id its id, from {@link #reserveId}
     * @param sql its text
     * @param connection the driver's connection that runs it
     * @param statement the driver's statement
     * @param timeoutNanos after how long the watch stops it; {@link Long#MAX_VALUE} for never
     * @return the execution; ended with {@link #end}
     * @throws StatementException if {@value #CAPACITY} are running
     */
    public Execution begin(long id, String sql, Connection connection, Statement statement, long timeoutNanos) {
        Execution execution = entered(new Execution(id, sql, connection, statement, timeoutNanos));
        execution.span = monitor.events().statement();
        started.increment();
        monitor.began(sql);
        return execution;
    }

    /**
     * Notes that a call begins that is no statement, such as a commit. It is not stopped; past its limit its connection is cut off,
     * where the database has one that can be.
     *
     * @param what the call, for messages
     * @param connection the driver's connection that makes it
     * @param timeoutNanos after how long the watch cuts it off; {@link Long#MAX_VALUE} for never
     * @return the execution; ended with {@link #endCall}
     * @throws StatementException if {@value #CAPACITY} are running
     */
    public Execution beginCall(String what, Connection connection, long timeoutNanos) {
        return entered(new Execution(reserveId(), what, connection, null, timeoutNanos));
    }

    /** Notes that a call has ended that {@link #beginCall} began. */
    public void endCall(Execution call) {
        if (call.end()) {
            running.leave(call.slot);
        }
    }

    private Execution entered(Execution execution) {
        int slot = running.tryEnter(execution, execution.id());
        if (slot < 0) {
            throw new StatementException(
                    new FailedOperation("execute", database, execution.id(), execution.sql())
                            .message(CAPACITY + " statements and streamed results are open, no more are allowed"
                                    + "; close results that are not needed"),
                    null);
        }
        execution.slot = slot;
        return execution;
    }

    /**
     * Notes that an execution has ended; a second call does nothing.
     *
     * @param execution the execution
     * @param success whether it ended well
     */
    public void end(Execution execution, boolean success) {
        if (!execution.end()) {
            return;
        }
        running.leave(execution.slot);
        if (!success) {
            failed.increment();
        }
        if (execution.isStopRequested()) {
            stopped.increment();
        }
        if (execution.hasStreamed()) {
            streamed.increment();
        }
        measurement.take(execution, success);
    }

    /**
     * Counts the rows of an execution: once, when its result has been read or closed, or the statement has changed them.
     *
     * @param execution the execution, running or ended
     * @param rows how many
     */
    public void countRows(Execution execution, long rows) {
        if (execution.hasEnded()) {
            execution.rowsAfterEnd.add(rows);
        } else {
            execution.rows = rows;
        }
    }

    /** {@return where statements are counted} */
    public Monitor monitor() {
        return monitor;
    }

    private boolean isRunning(long id) {
        return running.find(execution -> execution.id() == id) != null;
    }

    /** {@return what runs now, longest first} */
    public List<RunningExecution> running() {
        List<RunningExecution> found = new ArrayList<>();
        running.forEach(execution -> found.add(execution.snapshot()));
        found.sort(Comparator.comparing(RunningExecution::running).reversed());
        return List.copyOf(found);
    }

    /**
     * Stops an execution on the server.
     *
     * @param id its id
     * @return false if no such execution is running
     * @throws dev.cormorant.core.error.OrmException if the server could not be told; it is told again by the watch
     */
    public boolean cancel(long id) {
        Execution execution = running.find(candidate -> candidate.id() == id);
        if (execution == null) {
            return false;
        }
        execution.requestStop(StopReason.CANCELLED);
        try {
            stop(execution);
        } catch (SQLException refused) {
            throw driver.translate(refused, new FailedOperation("cancel", database, id, execution.sql()));
        }
        return true;
    }

    /**
     * Asks what runs on a connection to stop, because it is taken from its holder; the watch tells the server.
     *
     * @param connection the driver's connection
     */
    public void reclaim(Connection connection) {
        forEachOn(connection, execution -> execution.requestStop(StopReason.RECLAIMED));
    }

    /**
     * Ends what is open on a connection whose holder cannot do that any more, after the server was told.
     *
     * @param connection the driver's connection, which nobody uses
     * @param close whether to close the statements too, since the connection stays
     */
    public void abandon(Connection connection, boolean close) {
        forEachOn(connection, execution -> {
            execution.requestStop(StopReason.RECLAIMED);
            try {
                stop(execution);
                if (close && execution.statement != null) {
                    execution.statement.close();
                }
            } catch (SQLException | RuntimeException refused) {
                LOG.debug("execution {} of a leak could not be ended in order", execution.id(), refused);
            }
            end(execution, false);
        });
    }

    private void forEachOn(Connection connection, Consumer<Execution> visitor) {
        running.forEach(execution -> {
            if (execution.connection == connection) {
                visitor.accept(execution);
            }
        });
    }

    /** Asks every execution to stop. */
    void requestStop(StopReason why) {
        running.forEach(execution -> execution.requestStop(why));
    }

    void forEach(Consumer<Execution> visitor) {
        running.forEach(visitor);
    }

    void stop(Execution execution) throws SQLException {
        Statement statement = execution.statement;
        if (statement == null || !execution.beginStop()) {
            return;
        }
        try {
            driver.cancel(execution.connection, statement);
        } finally {
            execution.finishStop();
        }
    }

    /** {@return whether a connection can be cut off by another thread than the one that uses it} */
    boolean canAbort() {
        return driver.layout() == PoolLayout.SHARED;
    }

    void abort(Execution execution) throws SQLException {
        if (!execution.beginAbort()) {
            return;
        }
        try {
            driver.abort(execution.connection);
        } finally {
            execution.finishAbort();
        }
    }

    /** {@return how many executions there were, how many failed, and how many were stopped} */
    public Totals totals() {
        return new Totals(started.sum(), failed.sum(), stopped.sum(), running.size());
    }

    /** {@return how many results were streamed, and how many are being streamed now} */
    public CursorTotals cursors() {
        int[] open = new int[1];
        running.forEach(execution -> open[0] += execution.isStreaming() ? 1 : 0);
        return new CursorTotals(streamed.sum() + open[0], open[0]);
    }

    /**
     * Counts of streamed results since the database was opened. On SQLite only those count that were asked for with a fetch size.
     *
     * @param opened how many were opened
     * @param open how many are open now
     */
    public record CursorTotals(long opened, int open) {}

    /**
     * Counts of executions since the database was opened.
     *
     * @param started how many began
     * @param failed how many ended with an error
     * @param stopped how many were cancelled, timed out or interrupted
     * @param running how many run now
     */
    public record Totals(long started, long failed, long stopped, int running) {}
}
