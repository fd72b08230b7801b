package dev.cormorant.core.execution;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through the running executions every 50 ms and stops those that are past their limit, whose
 * thread was interrupted, or that somebody asked to stop and that still run. Where that has not helped within
 * {@value #ABORT_AFTER_MILLIS} ms the connection is cut off, so that the caller hears of it less than a second after its limit even
 * from a server that is frozen. A {@link WatchThread} looks; at most two threads, which end when idle, talk to the server, and one
 * cuts off. A statement costs nothing for it: no timer, no task.
 */
public final class ExecutionWatch implements AutoCloseable {

    static final long ABORT_AFTER_MILLIS = 500;
    private static final long ABORT_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(ABORT_AFTER_MILLIS);
    private static final long STOP_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int QUEUE = 256;
    private static final Logger LOG = LoggerFactory.getLogger(ExecutionWatch.class);

    private final Executions executions;
    private final List<Runnable> others = new CopyOnWriteArrayList<>();
    private final WatchThread thread;
    private final boolean ownThread;
    private final BooleanSupplier idle;
    private final Runnable round = this::look;
    private final ThreadPoolExecutor stoppers;
    private final ThreadPoolExecutor cutters;

    /**
     * Starts watching, in a thread of its own.
     *
     * @param name what the threads are called after
     * @param executions what to watch
     */
    public ExecutionWatch(String name, Executions executions) {
        this(name, executions, new WatchThread(name + "-watch"), true, () -> false);
    }

    /**
     * Starts watching, in a thread that watches others too.
     *
     * @param name what further threads are called after
     * @param executions what to watch
     * @param thread the thread; closed by whoever made it
     * @param idle whether nothing can run now, so that there is nothing to look at
     */
    public ExecutionWatch(String name, Executions executions, WatchThread thread, BooleanSupplier idle) {
        this(name, executions, thread, false, idle);
    }

    private ExecutionWatch(
            String name, Executions executions, WatchThread thread, boolean ownThread, BooleanSupplier idle) {
        this.executions = executions;
        this.thread = thread;
        this.ownThread = ownThread;
        this.idle = idle;
        this.stoppers = pool(2, name + "-stop");
        this.cutters = pool(1, name + "-cut");
        thread.add(round);
    }

    private static ThreadPoolExecutor pool(int threads, String name) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), task -> daemon(task, name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * Looks after something else at each round too. Called while the database is being connected; there are as many as the core has
     * parts that need it.
     *
     * @param look what to do at each round; quick, and without waiting for anything
     */
    public void alsoLook(Runnable look) {
        others.add(look);
    }

    /**
     * Runs a task that may wait for the network, on one of the threads of the watch.
     *
     * @param task the task
     * @return false if too many wait already; to be tried again at a later round
     */
    public boolean runSoon(Runnable task) {
        try {
            cutters.execute(task);
            return true;
        } catch (RejectedExecutionException busy) {
            return false;
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void look() {
        if (!idle.getAsBoolean()) {
            executions.forEach(this::inspect);
        }
        others.forEach(ExecutionWatch::runSafely);
    }

    private static void runSafely(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException broken) {
            LOG.error("a part of the watch failed; it is tried again", broken);
        }
    }

    private void inspect(Execution execution) {
        long now = System.nanoTime();
        boolean late = !execution.isStreaming() && now - execution.startedAt >= execution.timeoutNanos;
        if (execution.isCall()) {
            if (late) {
                execution.requestStop(StopReason.TIMED_OUT);
                cutOff(execution);
            }
            return;
        }
        if (execution.thread.isInterrupted()) {
            execution.requestStop(StopReason.INTERRUPTED);
        } else if (late) {
            execution.requestStop(StopReason.TIMED_OUT);
        }
        if (execution.isStopRequested()) {
            stopOrCutOff(execution, now);
        }
    }

    private void stopOrCutOff(Execution execution, long now) {
        if (execution.firstStoppedAt == 0) {
            execution.firstStoppedAt = now;
        } else if (now - execution.firstStoppedAt >= ABORT_AFTER_NANOS && !execution.isStreaming()) {
            // Of a streamed result the server mostly runs nothing, and its reader hears of the stop at the next row.
            cutOff(execution);
        }
        if (execution.stoppedAt == 0 || now - execution.stoppedAt >= STOP_AGAIN_NANOS) {
            execution.stoppedAt = now;
            hand(execution);
        }
    }

    private void cutOff(Execution execution) {
        if (executions.canAbort() && !execution.isAborted()) {
            runSoon(() -> abort(execution));
        }
    }

    private void abort(Execution execution) {
        try {
            executions.abort(execution);
        } catch (SQLException | RuntimeException refused) {
            LOG.debug("could not cut off the connection of execution {}", execution.id(), refused);
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
        thread.remove(round);
        if (ownThread) {
            thread.close();
        }
        stoppers.shutdownNow();
        cutters.shutdownNow();
        try {
            stoppers.awaitTermination(1, TimeUnit.SECONDS);
            cutters.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
