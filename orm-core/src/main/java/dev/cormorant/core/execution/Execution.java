package dev.cormorant.core.execution;

import dev.cormorant.core.monitor.RowCounter;
import dev.cormorant.core.monitor.Span;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One run of one statement, from the call of the driver to its return, or to the end of its result if that is streamed; or a call
 * that is no statement, such as a commit. Only the choke point makes, streams and ends one; any thread may stop it.
 *
 * <p>Stopping is a protocol: while a stop is on its way to the server the execution cannot end, so that the stop never hits the
 * next statement on the same connection. Where the server does not react, the connection is cut off; after that nothing else will
 * run on it, and the execution need not wait for a stop any more.
 */
public final class Execution {

    /** The state: nothing of these while a statement runs and nobody minds. */
    private static final int STREAMING = 1;

    private static final int STOPPING = 2;
    private static final int ABORTING = 4;
    private static final int ABORTED = 8;
    private static final int ENDED = 16;
    private static final VarHandle STATE;
    private static final VarHandle REASON;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(Execution.class, "state", int.class);
            REASON = lookup.findVarHandle(Execution.class, "reason", StopReason.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    final Connection connection;
    final @Nullable Statement statement;
    final Thread thread = Thread.currentThread();
    final long startedAt = System.nanoTime();
    final long timeoutNanos;
    private final long id;
    private final String sql;
    int slot;
    /** When the server was first and last told to stop; 0 if it was not. Read and written by the watching thread alone. */
    long firstStoppedAt;

    long stoppedAt;

    private boolean streamed;
    /** When the statement had returned, if its result was streamed after that. */
    private long answeredAt;
    /** How many rows were read or changed; negative as long as that is not known. Used by the thread that runs it alone. */
    long rows = -1;
    /** Where rows are counted that are read after the end. */
    RowCounter rowsAfterEnd = RowCounter.NONE;

    /** What the Flight Recorder is told at the end. */
    Span span = Span.NONE;

    private @Nullable SQLException error;

    /** The lease that it runs on, for people to look at. */
    private volatile long lease;

    /** Where its result was opened; null unless places are noted. */
    private volatile @Nullable Throwable opened;

    private volatile int state;
    private volatile @Nullable StopReason reason;

    Execution(long id, String sql, Connection connection, @Nullable Statement statement, long timeoutNanos) {
        this.id = id;
        this.sql = sql;
        this.connection = connection;
        this.statement = statement;
        this.timeoutNanos = timeoutNanos;
    }

    /**
     * Notes what it runs on.
     *
     * @param origin the number of the lease
     */
    public void runsOn(long origin) {
        lease = origin;
    }

    /**
     * Notes where its result was opened that will be read row by row.
     *
     * @param here made there
     */
    public void openedAt(Throwable here) {
        opened = here;
    }

    /** {@return its id, positive} */
    public long id() {
        return id;
    }

    /** {@return its text, with placeholders} */
    public String sql() {
        return sql;
    }

    /** {@return why it was stopped, or is being stopped; empty if it was not} */
    public Optional<StopReason> stopReason() {
        return Optional.ofNullable(reason);
    }

    /** {@return whether somebody wants it stopped: as cheap as a field, for asking on every row} */
    public boolean isStopRequested() {
        return reason != null;
    }

    /** Says that the statement has returned and its result is being streamed: its time limit does not count any more. */
    public void startStreaming() {
        while (!STATE.compareAndSet(this, 0, STREAMING)) {
            if ((state & (ABORTED | ENDED)) != 0) {
                break;
            }
            awaitStop();
        }
        answeredAt = System.nanoTime();
        streamed = true;
    }

    /** {@return whether its connection was cut off because the server did not react} */
    public boolean isAborted() {
        return (state & (ABORTING | ABORTED)) != 0;
    }

    /** {@return whether it is no statement, and cannot be stopped but by cutting off the connection} */
    boolean isCall() {
        return statement == null;
    }

    /** {@return how long the statement took until it returned; called by the thread that runs it, at its end} */
    long tookNanos() {
        return (streamed ? answeredAt : System.nanoTime()) - startedAt;
    }

    /**
     * Notes why it failed, for the log of slow statements.
     *
     * @param failure what the driver threw
     */
    public void failedWith(SQLException failure) {
        error = failure;
    }

    @Nullable
    SQLException error() {
        return error;
    }

    boolean hasStreamed() {
        return streamed;
    }

    boolean hasEnded() {
        return (state & ENDED) != 0;
    }

    boolean isStreaming() {
        return (state & STREAMING) != 0;
    }

    RunningExecution snapshot() {
        Throwable noted = opened;
        return new RunningExecution(
                id,
                sql,
                thread.getName(),
                Duration.ofNanos(System.nanoTime() - startedAt),
                isStreaming(),
                lease,
                noted == null ? List.of() : List.of(noted.getStackTrace()));
    }

    /** Notes the first reason; later ones change nothing. */
    void requestStop(StopReason why) {
        REASON.compareAndSet(this, null, why);
    }

    /** Takes the right to talk to the server about this execution; false if it has ended or another thread has it. */
    boolean beginStop() {
        return begin(STOPPING, STOPPING | ABORTING | ABORTED | ENDED);
    }

    void finishStop() {
        change(STOPPING, 0);
    }

    /** Takes the right to cut off the connection; a stop that is on its way does not matter. */
    boolean beginAbort() {
        return begin(ABORTING, ABORTING | ABORTED | ENDED);
    }

    void finishAbort() {
        change(ABORTING, ABORTED);
    }

    private boolean begin(int what, int unless) {
        int before = state;
        while ((before & unless) == 0) {
            if (STATE.compareAndSet(this, before, before | what)) {
                return true;
            }
            before = state;
        }
        return false;
    }

    private void change(int remove, int add) {
        int before = state;
        while (!STATE.compareAndSet(this, before, (before & ~remove) | add)) {
            before = state;
        }
        LockSupport.unpark(thread);
    }

    /** Ends it, after a stop that is on its way has arrived; false if another thread has ended it. */
    boolean end() {
        int before = state;
        while ((before & ENDED) == 0) {
            boolean free = (before & ABORTING) == 0 && ((before & STOPPING) == 0 || (before & ABORTED) != 0);
            if (!free) {
                awaitStop();
            } else if (STATE.compareAndSet(this, before, before | ENDED)) {
                return true;
            }
            before = state;
        }
        return false;
    }

    /** Waits while a stop is on its way; the driver bounds that by its connect timeout. */
    private void awaitStop() {
        if ((state & (STOPPING | ABORTING)) != 0) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}
