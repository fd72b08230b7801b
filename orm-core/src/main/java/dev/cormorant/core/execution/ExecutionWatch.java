package dev.cormorant.core.execution;

import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through the running executions every {@value #PERIOD_MILLIS} ms and stops those that are past their limit, whose
 * thread was interrupted, or that somebody asked to stop and that still run. One daemon thread looks; at most two, which end
 * when idle, talk to the server. A statement costs nothing for it: no timer, no task.
 */
public final class ExecutionWatch implements AutoCloseable {

    static final long PERIOD_MILLIS = 50;
    private static final long STOP_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int QUEUE = 256;
    private static final Logger LOG = LoggerFactory.getLogger(ExecutionWatch.class);

    private final Executions executions;
    private final Thread looker;
    private final ThreadPoolExecutor stoppers;
    private volatile boolean closed;

    /**
     * Starts watching.
     *
     * @param name what the threads are called after
     * @param executions what to watch
     */
    public ExecutionWatch(String name, Executions executions) {
        this.executions = executions;
        this.stoppers = new ThreadPoolExecutor(
                2, 2, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), task -> daemon(task, name + "-stop"));
        this.stoppers.allowCoreThreadTimeOut(true);
        this.looker = daemon(this::look, name + "-watch");
        this.looker.start();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void look() {
        while (!closed) {
            executions.forEach(this::inspect);
            // close() wakes the thread up by an unpark.
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS));
        }
    }

    private void inspect(Execution execution) {
        long now = System.nanoTime();
        if (execution.thread.isInterrupted()) {
            execution.requestStop(StopReason.INTERRUPTED);
        } else if (!execution.isStreaming() && now - execution.startedAt >= execution.timeoutNanos) {
            execution.requestStop(StopReason.TIMED_OUT);
        }
        boolean due = execution.stoppedAt == 0 || now - execution.stoppedAt >= STOP_AGAIN_NANOS;
        if (execution.isStopRequested() && due) {
            execution.stoppedAt = now;
            hand(execution);
        }
    }

    private void hand(Execution execution) {
        try {
            stoppers.execute(() -> stop(execution));
        } catch (RejectedExecutionException busy) {
            LOG.debug("execution {} is stopped at the next round: too many are being stopped", execution.id());
        }
    }

    private void stop(Execution execution) {
        try {
            executions.stop(execution);
        } catch (SQLException | RuntimeException refused) {
            LOG.debug("could not stop execution {}; trying again", execution.id(), refused);
        }
    }

    /** Asks everything that runs to stop, and goes on doing so until it has ended. */
    public void stopAll() {
        executions.requestStop(StopReason.CLOSING);
    }

    /** Ends the threads and waits for them, at most a second each. A second call does nothing. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(looker);
        stoppers.shutdownNow();
        try {
            looker.join(TimeUnit.SECONDS.toMillis(1));
            stoppers.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
