package dev.cormorant.testing.contract;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** The other threads of one test: as many as it asks for, all gone when it is closed. */
final class Workers implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(40);

    private final AtomicInteger count = new AtomicInteger();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(task -> new Thread(task, "contract-worker-" + count.incrementAndGet()));

    /** Starts work in another thread. */
    <T> Future<T> start(Callable<T> work) {
        return threads.submit(work);
    }

    /** {@return the result of work, waited for} */
    static <T> T result(Future<T> work) throws Exception {
        return work.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
    }

    /** {@return what work threw, waited for} */
    static Throwable failure(Future<?> work) throws InterruptedException, TimeoutException {
        try {
            Object result = work.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
            throw new AssertionError("the other thread was to fail, but gave " + result);
        } catch (ExecutionException failed) {
            return failed.getCause() == null ? failed : failed.getCause();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the other threads of the test do not end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
