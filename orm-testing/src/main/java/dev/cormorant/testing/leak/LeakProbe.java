package dev.cormorant.testing.leak;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Remembers which threads, open files, sockets and MBeans this process has, and later names those that were not there
 * before.
 *
 * <p>Threads are compared by id, so a thread that ended and was replaced by another counts. Open files and sockets come
 * from {@code /proc/self/fd}; where there is none (anything but Linux) they are not compared, and the failure message and
 * {@link #toString()} say so. What the JVM opens by itself at first use is no leak: some of it is opened before the first
 * comparison, and the rest is listed in {@link LeakRules}. Class loading and the like by other threads is transient, and
 * so is waited out.
 *
 * <p>The whole process is seen: no other test may run at the same time. Immutable; it holds no resource.
 */
public final class LeakProbe {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final List<Watch> watches;
    private final Duration limit;

    private LeakProbe(List<Watch> watches, Duration limit) {
        this.watches = watches;
        this.limit = limit;
    }

    /** {@return what is there now, under the {@linkplain LeakRules#standard() standard rules}} */
    public static LeakProbe take() {
        return take(LeakRules.standard());
    }

    /**
     * Remembers what is there now.
     *
     * @param rules what to overlook, and how long to wait later
     * @return the probe to ask later
     */
    public static LeakProbe take(LeakRules rules) {
        return take(rules, Path.of("/proc/self/fd"));
    }

    static LeakProbe take(LeakRules rules, Path descriptors) {
        boolean unused = JvmWarmUp.done();
        // The MBean server first: its first use opens files.
        List<Watch> watches = List.of(
                new MBeanWatch(new Glob(rules.ignoredMBeans())),
                new DescriptorWatch(descriptors, new Glob(rules.ignoredFiles())),
                new ThreadWatch(new Glob(rules.ignoredThreads())));
        return new LeakProbe(watches, rules.limit());
    }

    /**
     * Watches a figure too, which is read now and must not be higher at the end.
     *
     * @param name what it counts, for the failure message
     * @param figure reads it; called many times while waiting
     * @return a probe with that figure
     */
    public LeakProbe and(String name, LongSupplier figure) {
        Objects.requireNonNull(name, "name");
        Watch added = new FigureWatch(name, figure);
        return new LeakProbe(Stream.concat(watches.stream(), Stream.of(added)).toList(), limit);
    }

    /**
     * Looks once, without waiting.
     *
     * @return what is there now and was not before: a description each, with the top of the stack for a thread; empty if
     *     nothing is left
     */
    public List<String> left() {
        return watches.stream().flatMap(watch -> watch.left().stream()).toList();
    }

    /**
     * Waits until nothing is left, since sockets and threads end a little later than the call that ends them. An
     * interrupt is kept for the caller and does not cut the wait short.
     *
     * @throws AssertionError if something is still left at the limit (5 s unless the rules say otherwise); it names each
     *     thing
     */
    public void assertNothingLeft() {
        boolean interrupted = Thread.interrupted();
        long start = System.nanoTime();
        List<String> left = left();
        while (!left.isEmpty() && System.nanoTime() - start < limit.toNanos()) {
            LockSupport.parkNanos(POLL_NANOS);
            interrupted |= Thread.interrupted();
            left = left();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!left.isEmpty()) {
            throw new AssertionError(message(left));
        }
    }

    private String message(List<String> left) {
        String things = left.stream().map(thing -> "\n  " + thing).collect(Collectors.joining());
        String blindSpots = blindSpots().map(spot -> "\n  (" + spot + ")").collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                "%d left behind after %.1f s:%s%s",
                left.size(),
                limit.toMillis() / 1000.0,
                things,
                blindSpots);
    }

    private Stream<String> blindSpots() {
        return watches.stream().map(Watch::blindSpot).flatMap(Optional::stream);
    }

    /** {@return how long it waits, and what it cannot see on this system} */
    @Override
    public String toString() {
        return "LeakProbe[limit=" + limit
                + blindSpots().map(spot -> ", " + spot).collect(Collectors.joining()) + "]";
    }
}
