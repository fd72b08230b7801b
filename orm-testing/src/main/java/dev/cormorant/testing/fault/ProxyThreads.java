package dev.cormorant.testing.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The threads of one proxy, so that closing it can wait for their end. */
final class ProxyThreads {
    private final List<Thread> started = new ArrayList<>();

    synchronized void start(String name, Runnable work) {
        started.removeIf(thread -> !thread.isAlive());
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        started.add(thread);
    }

    private synchronized Optional<Thread> anyAlive() {
        return started.stream()
                .filter(thread -> thread.isAlive() && thread != Thread.currentThread())
                .findFirst();
    }

    /** Waits for all of them, those that start meanwhile too; keeps the interrupt flag and gives up at the limit. */
    void join(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        for (Optional<Thread> thread = anyAlive(); thread.isPresent(); thread = anyAlive()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            try {
                thread.get().join(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
