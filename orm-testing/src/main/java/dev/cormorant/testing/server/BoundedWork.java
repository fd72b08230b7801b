package dev.cormorant.testing.server;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Work of a library that has no time limit of its own, done on a thread that is left behind when it takes too long.
 *
 * @param limit the longest wait
 * @param action what is done, for messages
 */
record BoundedWork(Duration limit, String action) {

    /** What to do with a result that came when nobody waited any more. */
    interface Cleanup<T> {
        void accept(T late) throws Exception;
    }

    /**
     * {@return the result of the work, or nothing once the limit is over, when the work is interrupted as well}
     *
     * @throws RefusedException if the work failed
     */
    <T> Optional<T> run(Callable<T> work, Cleanup<T> cleanup) throws RefusedException {
        // Whoever sets it decides: the work that it has delivered, or the waiting that it has ended.
        AtomicBoolean settled = new AtomicBoolean();
        FutureTask<T> task = new FutureTask<>(() -> {
            T result = work.call();
            if (!settled.compareAndSet(false, true)) {
                cleanup.accept(result);
            }
            return result;
        });
        Thread thread = new Thread(task, "test-server-search");
        thread.setDaemon(true);
        thread.start();
        try {
            return await(task, thread, settled);
        } catch (ExecutionException e) {
            throw new RefusedException(
                    action + " failed", Optional.ofNullable(e.getCause()).orElse(e));
        } catch (InterruptedException e) {
            settled.set(true);
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new RefusedException("interrupted while " + action, e);
        }
    }

    private <T> Optional<T> await(FutureTask<T> task, Thread thread, AtomicBoolean settled)
            throws ExecutionException, InterruptedException {
        try {
            return Optional.of(task.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            if (settled.compareAndSet(false, true)) {
                thread.interrupt();
                return Optional.empty();
            }
            return Optional.of(task.get());
        }
    }
}
