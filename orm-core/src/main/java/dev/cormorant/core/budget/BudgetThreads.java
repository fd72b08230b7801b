package dev.cormorant.core.budget;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a budget, however many pools there are: {@value #KEEPERS} for what happens at times, and at most
 * {@value #CLOSERS}, which end when idle, that close connections.
 */
final class BudgetThreads implements AutoCloseable {

    private static final int KEEPERS = 2;
    private static final int CLOSERS = 8;
    private static final int SOON_MILLIS = 100;

    private final AtomicInteger count = new AtomicInteger();
    final ScheduledThreadPoolExecutor keepers;
    final ThreadPoolExecutor closers;

    /** The queue of what is to be closed has no more entries than there are connections and pools together. */
    BudgetThreads() {
        keepers = new ScheduledThreadPoolExecutor(KEEPERS, task -> daemon(task, "keeper"));
        keepers.setRemoveOnCancelPolicy(true);
        keepers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        closers = new ThreadPoolExecutor(
                CLOSERS, CLOSERS, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> daemon(task, "closer"));
        closers.allowCoreThreadTimeOut(true);
    }

    /**
     * Does something in a moment.
     *
     * @return false if the threads are ended
     */
    boolean soon(Runnable task) {
        try {
            return !keepers.schedule(task, SOON_MILLIS, TimeUnit.MILLISECONDS).isCancelled();
        } catch (RejectedExecutionException ended) {
            return false;
        }
    }

    private Thread daemon(Runnable task, String what) {
        Thread thread = new Thread(task, "cormorant-budget-" + what + "-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        keepers.shutdownNow();
        closers.shutdown();
        try {
            keepers.awaitTermination(1, TimeUnit.SECONDS);
            closers.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
