package dev.cormorant.testing.leak;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs code in class loaders of its own and proves that they can be collected afterwards, as an application server needs
 * it when it takes an application down.
 *
 * <p>Each cycle loads the class path in a fresh class loader below the platform's, so that nothing of it is shared with
 * the test; runs the entry there, on the calling thread, with the new loader as its context class loader; and closes the
 * loader. A {@code ThreadLocal} left on this thread, a shutdown hook, a thread, an MBean or a registered JDBC driver then
 * keeps it alive. So does a soft reference, which the garbage collector clears only when memory is short: to tell the two
 * apart, run with {@code -XX:SoftRefLRUPolicyMSPerMB=0}. The JDK's {@code process reaper} thread is not held against the
 * entry, nor is what the JDK remembers of its last caller only: while the probe waits, a neutral class in one more class loader
 * calls the same parts of the JDK.
 *
 * <p>Immutable. The entry is a public class with a public constructor without parameters.
 */
public final class ClassLoaderProbe {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final int POLLS_PER_DISPLACEMENT = 5;

    private final List<Path> classPath;
    private final Duration limit;
    private final Optional<Path> heapDumps;

    private ClassLoaderProbe(List<Path> classPath, Duration limit, Optional<Path> heapDumps) {
        this.classPath = List.copyOf(classPath);
        this.limit = limit;
        this.heapDumps = heapDumps;
    }

    /**
     * Runs a class of the current class path in fresh class loaders and waits, 60 s at most, until all are collected.
     *
     * @param cycles how many class loaders, one after the other; 1 or more
     * @param entry what to run in each
     * @throws AssertionError if one is still reachable; see {@link #check}
     * @throws IllegalArgumentException if {@code cycles} is less than 1, or the entry cannot be loaded or made
     */
    public static void assertCollectable(int cycles, Class<? extends Runnable> entry) {
        ofCurrentClassPath().check(cycles, entry.getName());
    }

    /** {@return a probe for the class path of this JVM, as {@code java.class.path} has it} */
    public static ClassLoaderProbe ofCurrentClassPath() {
        return of(Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator))
                .map(Path::of)
                .toList());
    }

    /**
     * A probe for any class path.
     *
     * @param classPath jars and directories of classes
     * @return the probe, with a wait of 60 s and no heap dump
     */
    public static ClassLoaderProbe of(List<Path> classPath) {
        return new ClassLoaderProbe(classPath, LIMIT, Optional.empty());
    }

    /**
     * Waits longer or shorter.
     *
     * @param time how long to wait for the garbage collector; zero or more, default 60 s
     * @return the probe
     * @throws IllegalArgumentException if it is negative
     */
    public ClassLoaderProbe within(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("the wait for the garbage collector is zero or more, not " + time);
        }
        return new ClassLoaderProbe(classPath, time, heapDumps);
    }

    /**
     * Writes a heap dump when a class loader is still reachable; the failure message names the file. A heap dump holds
     * whatever the process holds, passwords too.
     *
     * @param directory where to write it; must exist
     * @return the probe
     */
    public ClassLoaderProbe dumpingHeapTo(Path directory) {
        return new ClassLoaderProbe(classPath, limit, Optional.of(directory));
    }

    /**
     * Runs a class in fresh class loaders and waits until all are collected. The context class loader of the calling
     * thread is put back after each cycle.
     *
     * @param cycles how many class loaders, one after the other; 1 or more
     * @param entry name of the class to run in each: a {@link Runnable}
     * @throws AssertionError if one is still reachable at the limit; it says how many, which threads belong to one, and
     *     how to find what holds it
     * @throws IllegalArgumentException if {@code cycles} is less than 1, or the entry cannot be loaded or made
     * @throws UncheckedIOException if a class loader cannot be closed
     */
    public void check(int cycles, String entry) {
        if (cycles < 1) {
            throw new IllegalArgumentException("class loaders are made 1 time or more, not " + cycles);
        }
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int cycle = 1; cycle <= cycles; cycle++) {
            loaders.add(runOnce(cycle, entry));
        }
        awaitCollected(loaders);
        if (!loaders.isEmpty()) {
            throw new AssertionError(new LoaderReport(entry, cycles, limit, loaders, heapDumps).text());
        }
    }

    private void awaitCollected(List<WeakReference<ClassLoader>> loaders) {
        long start = System.nanoTime();
        boolean interrupted = Thread.interrupted();
        long polls = 0;
        while (anyReachable(loaders) && System.nanoTime() - start < limit.toNanos()) {
            if (++polls % POLLS_PER_DISPLACEMENT == 0) {
                of(NeutralEntry.ownClassPath()).runOnce(0, NeutralEntry.class.getName());
            }
            LockSupport.parkNanos(POLL_NANOS);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean anyReachable(List<WeakReference<ClassLoader>> loaders) {
        loaders.forEach(loader -> freeProcessReaper(loader.get()));
        System.gc();
        loaders.removeIf(loader -> loader.refersTo(null));
        return !loaders.isEmpty();
    }

    /**
     * The first process that a JVM starts (SQLite's driver runs {@code uname}) brings a thread that lives for another
     * minute and, up to Java 17 at least, keeps the context class loader of whoever came first. It never uses it.
     */
    private static void freeProcessReaper(@Nullable ClassLoader loader) {
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> loader != null && thread.getContextClassLoader() == loader)
                .filter(thread -> thread.getName().startsWith("process reaper"))
                .forEach(thread -> thread.setContextClassLoader(null));
    }

    private WeakReference<ClassLoader> runOnce(int cycle, String entry) {
        Thread thread = Thread.currentThread();
        ClassLoader context = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader("class-loader-probe-" + cycle, urls(), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            newEntry(entry, loader).run();
            return new WeakReference<>(loader);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the class loader of " + entry, e);
        } finally {
            thread.setContextClassLoader(context);
        }
    }

    private static Runnable newEntry(String name, ClassLoader loader) {
        try {
            return Class.forName(name, true, loader)
                    .asSubclass(Runnable.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            throw new IllegalArgumentException(
                    name
                            + " cannot be run in a class loader of its own: it must be on the class path that was"
                            + " given, a public Runnable with a public constructor without parameters",
                    e);
        }
    }

    private URL[] urls() {
        return classPath.stream().map(ClassLoaderProbe::url).toArray(URL[]::new);
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("no class path entry: " + entry, e);
        }
    }
}
