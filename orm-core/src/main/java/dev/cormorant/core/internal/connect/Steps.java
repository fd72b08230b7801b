package dev.cormorant.core.internal.connect;

import dev.cormorant.core.error.AcquireInterruptedException;
import dev.cormorant.core.error.FailedOperation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs named steps. Each step that succeeds leaves an undo; if a later one fails, or the thread is interrupted, the undos run in
 * reverse order, all of them, and what fails among them is suppressed onto the first failure.
 */
public final class Steps {

    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

    private final String database;
    private final long startedAt = System.nanoTime();
    private final Deque<AutoCloseable> undos = new ArrayDeque<>();
    private String step = "start";

    /**
     * Begins.
     *
     * @param database the label of the database
     */
    public Steps(String database) {
        this.database = database;
    }

    /**
     * Something to be done at a step.
     *
     * @param <T> what it makes
     * @param <X> how it may fail
     */
    @FunctionalInterface
    public interface Action<T, X extends Exception> {
        /**
         * Does it.
         *
         * @return what the step makes
         * @throws X how it may fail
         */
        T run() throws X;
    }

    /**
     * Runs a step.
     *
     * @param <T> what it makes
     * @param <X> how it may fail
     * @param name what it is called in messages
     * @param action what it does
     * @return what it made
     * @throws X its failure
     * @throws AcquireInterruptedException if the thread is interrupted; its flag stays set
     */
    public <T, X extends Exception> T run(String name, Action<T, X> action) throws X {
        step = name;
        if (Thread.currentThread().isInterrupted()) {
            throw new AcquireInterruptedException(
                    operation().message("the thread was interrupted; its flag is set"), null);
        }
        T made = action.run();
        LOG.debug(
                "connect to {}: {} done after {} ms", database, name, elapsed().toMillis());
        return made;
    }

    /**
     * Says how the last step is taken back.
     *
     * @param undo what is closed then, or the way back; the others run all the same if it fails
     */
    public void onFailure(AutoCloseable undo) {
        undos.push(undo);
    }

    /** {@return what is being done, with the step and the time so far} */
    public FailedOperation operation() {
        return FailedOperation.of(
                "connect (step \"" + step + "\", after " + elapsed().toMillis() + " ms)", database);
    }

    /** {@return the time since the first step} */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /**
     * Takes everything back.
     *
     * @param <X> the type of the failure
     * @param failure why; gets what fails meanwhile as suppressed
     * @return the same failure, to be thrown
     */
    public <X extends Throwable> X undo(X failure) {
        while (!undos.isEmpty()) {
            try {
                undos.pop().close();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                failure.addSuppressed(interrupted);
            } catch (Exception failed) {
                failure.addSuppressed(failed);
            }
        }
        return failure;
    }
}
