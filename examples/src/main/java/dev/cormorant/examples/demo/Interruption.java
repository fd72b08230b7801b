package dev.cormorant.examples.demo;

import dev.cormorant.sql.Orm;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * What happens at Ctrl-C or a kill: the running statement is cancelled, the database closed and the temporary folder removed,
 * before the JVM ends with the exit code of the signal.
 */
final class Interruption implements AutoCloseable {

    /** How long the work may take to end by itself, and once more after it was cancelled. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final AtomicReference<Orm> open = new AtomicReference<>();
    private final Thread hook;

    private final Thread worker = Thread.currentThread();

    private Interruption(Target target, Progress progress) {
        hook = new Thread(() -> stop(target, progress), "cormorant-interruption");
    }

    /** Begins to watch; closed by the caller when the demo is over. */
    static Interruption watch(Target target, Progress progress) {
        Interruption interruption = new Interruption(target, progress);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** {@return the same, which is closed too when the demo is interrupted} */
    Orm closes(Orm orm) {
        open.set(orm);
        return orm;
    }

    private void stop(Target target, Progress progress) {
        progress.stop("orm: interrupted, closing");
        worker.interrupt();
        Orm orm = open.get();
        if (orm != null) {
            orm.close(PATIENCE, PATIENCE);
        }
        target.close();
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
