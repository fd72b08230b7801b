package dev.cormorant.testing.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts a thread that takes too long, and keeps where it hung. Its own thread has ended when {@link #close} returns,
 * so that a leak check right after it does not see it.
 */
final class Watchdog implements AutoCloseable {
    private static final int FRAMES = 30;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread watcher;
    private volatile @Nullable String hungAt;

    Watchdog(Thread watched, Duration limit) {
        watcher = new Thread(() -> watch(watched, limit), "every-call-watchdog");
        watcher.setDaemon(true);
        watcher.start();
    }

    private void watch(Thread watched, Duration limit) {
        try {
            if (!done.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                hungAt = Arrays.stream(watched.getStackTrace())
                        .limit(FRAMES)
                        .map(frame -> "      at " + frame)
                        .collect(Collectors.joining("\n"));
                watched.interrupt();
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but a test runner that is giving up: there is nothing left to watch.
            Thread.currentThread().interrupt();
        }
    }

    /** {@return the top of the thread's stack when its time was over; empty if it ended in time} */
    Optional<String> hungAt() {
        return Optional.ofNullable(hungAt);
    }

    @Override
    public void close() {
        done.countDown();
        boolean interrupted = false;
        while (watcher.isAlive()) {
            try {
                watcher.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
