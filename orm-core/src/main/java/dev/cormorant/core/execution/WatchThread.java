package dev.cormorant.core.execution;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one daemon thread that looks after running executions every {@value #PERIOD_MILLIS} ms: of one database, or of all
 * databases that share it.
 */
public final class WatchThread implements AutoCloseable {

    static final long PERIOD_MILLIS = 50;
    private static final Logger LOG = LoggerFactory.getLogger(WatchThread.class);

    private final Set<Runnable> rounds = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Starts the thread.
     *
     * @param name its name
     */
    public WatchThread(String name) {
        this.thread = new Thread(this::look, name);
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** From now on does something at every round: quick, and without waiting for anything. */
    void add(Runnable round) {
        rounds.add(round);
    }

    /** Does not begin it again. */
    void remove(Runnable round) {
        rounds.remove(round);
    }

    private void look() {
        while (!closed) {
            rounds.forEach(WatchThread::runSafely);
            // close() wakes the thread up by an unpark.
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS));
        }
    }

    private static void runSafely(Runnable round) {
        try {
            round.run();
        } catch (RuntimeException broken) {
            LOG.error("a watch failed; it is tried again", broken);
        }
    }

    /** Ends the thread and waits for it, at most a second. A second call does nothing. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
