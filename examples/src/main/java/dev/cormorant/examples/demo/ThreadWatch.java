package dev.cormorant.examples.demo;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Counts the threads that came since it was made and still live. */
final class ThreadWatch {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Set<Thread> before = Thread.getAllStackTraces().keySet();

    /** Waits for those that are about to end, for two seconds at most. */
    int left() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
        left.removeAll(before);
        left.removeIf(thread -> isOfTheJvm(thread) || endsBefore(thread, deadline));
        return left.size();
    }

    /** The JVM starts threads of its own when it pleases: compilers, its cleaner, the process reaper. */
    private static boolean isOfTheJvm(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group == null
                || group.getName().equals("system")
                || group.getName().equals("InnocuousThreadGroup");
    }

    private static boolean endsBefore(Thread thread, long deadline) {
        try {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (millis > 0) {
                thread.join(millis);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
