package dev.cormorant.testing.leak;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Live platform threads, by id. */
final class ThreadWatch implements Watch {
    private static final int FRAMES = 8;

    private final Glob ignored;
    private final Set<Long> before;

    ThreadWatch(Glob ignored) {
        this.ignored = ignored;
        this.before =
                Thread.getAllStackTraces().keySet().stream().map(Thread::getId).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<String> left() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> counts(entry.getKey()))
                .map(ThreadWatch::describe)
                .sorted()
                .toList();
    }

    private boolean counts(Thread thread) {
        return thread.isAlive()
                && thread != Thread.currentThread()
                && !before.contains(thread.getId())
                && !ignored.matches(thread.getName())
                // Carries virtual threads; its name could be anybody's (ForkJoinPool-1-worker-1), its class could not.
                && !thread.getClass().getName().equals("jdk.internal.misc.CarrierThread");
    }

    private static String describe(Map.Entry<Thread, StackTraceElement[]> entry) {
        Thread thread = entry.getKey();
        String frames = Arrays.stream(entry.getValue())
                .limit(FRAMES)
                .map(frame -> "\n    at " + frame)
                .collect(Collectors.joining());
        return "thread \"" + thread.getName() + "\" (id " + thread.getId() + ", "
                + (thread.isDaemon() ? "daemon, " : "") + thread.getState() + ")" + frames;
    }
}
