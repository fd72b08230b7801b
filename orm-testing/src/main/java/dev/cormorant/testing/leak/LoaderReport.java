package dev.cormorant.testing.leak;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says which class loaders were not collected, and how to find out why.
 *
 * @param entry what ran in them
 * @param cycles how many there were
 * @param limit how long the garbage collector was given
 * @param loaders those that are still reachable
 * @param heapDumps where to write a heap dump
 */
record LoaderReport(
        String entry, int cycles, Duration limit, List<WeakReference<ClassLoader>> loaders, Optional<Path> heapDumps) {

    String text() {
        String names = loaders.stream()
                .map(WeakReference::get)
                .map(loader -> loader == null ? "(just collected)" : String.valueOf(loader.getName()))
                .limit(10)
                .collect(Collectors.joining(", "));
        return loaders.size() + " of " + cycles + " class loaders of " + entry + " are still reachable "
                + limit.toMillis() + " ms after they were closed: " + names + threads() + "\n  " + wayToLook();
    }

    private String threads() {
        String threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> loaders.stream().anyMatch(loader -> belongs(thread, loader.get())))
                .map(thread -> "\n  thread \"" + thread.getName() + "\" (" + thread.getState() + ") belongs to one")
                .sorted()
                .collect(Collectors.joining());
        return threads.isEmpty() ? "\n  no thread has one as its context class loader; alive are " + alive() : threads;
    }

    /** A thread may hold one in other ways too: by the access rights of whoever started it, or a value of its own. */
    private static String alive() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .sorted()
                .limit(100)
                .collect(Collectors.joining(", "));
    }

    private static boolean belongs(Thread thread, @Nullable ClassLoader loader) {
        return loader != null
                && (thread.getContextClassLoader() == loader
                        || thread.getClass().getClassLoader() == loader);
    }

    private String wayToLook() {
        return heapDumps
                        .map(this::dump)
                        .orElse("to see what holds it: dumpingHeapTo(directory), or jcmd "
                                + ProcessHandle.current().pid() + " GC.heap_dump FILE while it runs;")
                + " then look in the dump for the path from a GC root to a java.net.URLClassLoader of that name;"
                + " soft references hold too, unless run with -XX:SoftRefLRUPolicyMSPerMB=0";
    }

    private String dump(Path directory) {
        Path file = directory.resolve("class-loader-probe-" + System.nanoTime() + ".hprof");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), true);
            return "heap dump: " + file + ";";
        } catch (IOException | RuntimeException e) {
            // The leak is the news; that it could not be dumped must not hide it.
            return "no heap dump could be written to " + file + " (" + e + ");";
        }
    }
}
