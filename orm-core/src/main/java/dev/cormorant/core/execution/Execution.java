package dev.cormorant.core.execution;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One run of one statement, from the call of the driver to its return, or to the end of its result if that is streamed. Only
 * the choke point makes, streams and ends one; any thread may stop it.
 *
 * <p>Stopping is a protocol: while a stop is on its way to the server the execution cannot end, so that the stop never hits the
 * next statement on the same connection.
 */
public final class Execution {

    private static final int RUNNING = 0;
    private static final int STREAMING = 1;
    private static final int STOPPING = 2;
    private static final int STOPPING_STREAM = 3;
    private static final int ENDED = 4;
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
    final Statement statement;
    final Thread thread = Thread.currentThread();
    final long startedAt = System.nanoTime();
    final long timeoutNanos;
    private final long id;
    private final String sql;
    int slot;
    /** When the server was last told to stop; read and written by the stopping thread alone. */
    long stoppedAt;

    private boolean streamed;

    private volatile int state = RUNNING;
    private volatile @Nullable StopReason reason;

    Execution(long id, String sql, Connection connection, Statement statement, long timeoutNanos) {
        this.id = id;
        this.sql = sql;
        this.connection = connection;
        this.statement = statement;
        this.timeoutNanos = timeoutNanos;
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
        while (!STATE.compareAndSet(this, RUNNING, STREAMING)) {
            awaitStop();
        }
        streamed = true;
    }

    boolean hasStreamed() {
        return streamed;
    }

    boolean isStreaming() {
        return state == STREAMING || state == STOPPING_STREAM;
    }

    boolean hasEnded() {
        return state == ENDED;
    }

    RunningExecution snapshot() {
        return new RunningExecution(
                id, sql, thread.getName(), Duration.ofNanos(System.nanoTime() - startedAt), isStreaming());
    }

    /** Notes the first reason; later ones change nothing. */
    void requestStop(StopReason why) {
        REASON.compareAndSet(this, null, why);
    }

    /** Takes the right to talk to the server about this execution; false if it has ended or another thread has it. */
    boolean beginStop() {
        return STATE.compareAndSet(this, RUNNING, STOPPING) || STATE.compareAndSet(this, STREAMING, STOPPING_STREAM);
    }

    void finishStop() {
        state = state == STOPPING_STREAM ? STREAMING : RUNNING;
        LockSupport.unpark(thread);
    }

    /** Ends it, after a stop that is on its way has arrived. */
    void end() {
        while (!STATE.compareAndSet(this, RUNNING, ENDED) && !STATE.compareAndSet(this, STREAMING, ENDED)) {
            if (state == ENDED) {
                return;
            }
            awaitStop();
        }
    }

    /** Waits while a stop is on its way; the driver bounds that by its connect timeout. */
    private void awaitStop() {
        if (state == STOPPING || state == STOPPING_STREAM) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}
