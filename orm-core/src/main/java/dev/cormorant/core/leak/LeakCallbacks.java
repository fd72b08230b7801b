package dev.cormorant.core.leak;

import dev.cormorant.core.service.Registration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands reports to callbacks, one after the other, in a daemon thread that ends when there is nothing to hand over for a second:
 * a callback that hangs keeps nobody but later callbacks waiting.
 */
final class LeakCallbacks implements AutoCloseable {

    /** The most callbacks of one database. */
    static final int MOST = 16;

    private static final int QUEUE = 64;
    private static final Logger LOG = LoggerFactory.getLogger(LeakCallbacks.class);

    private final List<Callback> callbacks = new CopyOnWriteArrayList<>();
    private final ThreadPoolExecutor thread;

    LeakCallbacks(String threadName) {
        this.thread = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), task -> {
            Thread made = new Thread(task, threadName);
            made.setDaemon(true);
            return made;
        });
        this.thread.allowCoreThreadTimeOut(true);
    }

    /** One callback; an object of its own, so that the same function can be there twice. */
    private record Callback(Consumer<? super LeakReport> consumer, Object identity) {}

    Registration add(Consumer<? super LeakReport> consumer) {
        Callback added = new Callback(consumer, new Object());
        synchronized (callbacks) {
            if (callbacks.size() >= MOST) {
                throw new IllegalStateException(
                        "at most " + MOST + " callbacks for leaks can be registered; close one that is not needed");
            }
            callbacks.add(added);
        }
        return () -> callbacks.remove(added);
    }

    void tell(LeakReport report) {
        if (callbacks.isEmpty()) {
            return;
        }
        try {
            thread.execute(() -> callbacks.forEach(callback -> call(callback, report)));
        } catch (RejectedExecutionException full) {
            LOG.warn("{} reports of leaks are waiting for a callback already: one is not handed over", QUEUE);
        }
    }

    private static void call(Callback callback, LeakReport report) {
        try {
            callback.consumer.accept(report);
        } catch (RuntimeException broken) {
            LOG.warn("a callback for leaks failed", broken);
        }
    }

    /** Ends the thread and waits for it, at most a second. */
    @Override
    public void close() {
        callbacks.clear();
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(1, TimeUnit.SECONDS)) {
                LOG.warn("a callback for leaks does not return; its thread ends when it does");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
