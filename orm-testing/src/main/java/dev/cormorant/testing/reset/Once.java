package dev.cormorant.testing.reset;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * A value that is made by whoever asks first, while the others wait; a failure is kept too, so that it is not repeated for each
 * test. Safe for all threads.
 */
final class Once<T> {

    private final Supplier<T> maker;
    private Optional<FutureTask<T>> task = Optional.empty();

    Once(Supplier<T> maker) {
        this.maker = maker;
    }

    T get() {
        FutureTask<T> current = current();
        // Whoever comes second finds it running or done, and this does nothing.
        current.run();
        try {
            return current.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (failed.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a template was made", interrupted);
        }
    }

    private synchronized FutureTask<T> current() {
        if (task.isEmpty()) {
            task = Optional.of(new FutureTask<>(maker::get));
        }
        return task.get();
    }

    /** Has it made again by whoever asks next, because what it stands for is gone. */
    synchronized void forget() {
        task = Optional.empty();
    }
}
