package dev.cormorant.core.internal;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One daemon thread that is there only while there is something to do and a second after; at most 16 tasks wait for it. */
public final class OneWorker implements AutoCloseable {

    private static final int QUEUE = 16;

    private final ThreadPoolExecutor executor;

    /**
     * Starts no thread yet.
     *
     * @param name the name of the thread
     */
    public OneWorker(String name) {
        this.executor = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        this.executor.allowCoreThreadTimeOut(true);
    }

    /**
     * Has a task done.
     *
     * @param task the task; throws nothing
     * @return false if too many tasks wait, or this is closed: it will not be done
     */
    public boolean tryRun(Runnable task) {
        try {
            executor.execute(task);
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    /** Interrupts what is being done, forgets what waits, and waits at most a second for the thread to end. */
    @Override
    public void close() {
        executor.shutdownNow();
        try {
            executor.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
