package dev.cormorant.migrations.cli;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What happens at Ctrl-C or a kill: the running statement is cancelled and the database closed before the JVM ends with the exit code
 * of the signal.
 */
public final class Interruption implements AutoCloseable {

    /** How long the work may take to end by itself, and once more after it was cancelled. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final AtomicReference<@Nullable Closing> open = new AtomicReference<>();
    private final Thread hook;
    private final Thread worker = Thread.currentThread();

    private Interruption(Runnable before, Runnable after) {
        hook = new Thread(() -> stop(before, after), "cormorant-interruption");
    }

    /** A way to close something that may have work running. */
    @FunctionalInterface
    public interface Closing {

        /**
         * Closes it.
         *
         * @param drain how long work may take to end by itself
         * @param grace how long it may take to end after it was cancelled
         */
        void close(Duration drain, Duration grace);
    }

    /**
     * Begins to watch.
     *
     * @param before what is told first
     * @param after what is done when the database is closed
     * @return the watch; closed by the caller when the work is over
     */
    public static Interruption watch(Runnable before, Runnable after) {
        Interruption interruption = new Interruption(before, after);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /**
     * Says what is to be closed when the work is interrupted.
     *
     * @param database how
     */
    public void closes(Closing database) {
        open.set(database);
    }

    private void stop(Runnable before, Runnable after) {
        before.run();
        worker.interrupt();
        Closing database = open.get();
        if (database != null) {
            database.close(PATIENCE, PATIENCE);
        }
        after.run();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook runs already and does the rest; this thread must not report what the hook has cut.
            waitForTheEnd();
        }
    }

    /** The JVM ends with the exit code of the signal as soon as the hook is done. */
    private static void waitForTheEnd() {
        while (true) {
            LockSupport.park();
        }
    }
}
