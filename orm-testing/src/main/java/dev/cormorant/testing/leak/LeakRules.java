package dev.cormorant.testing.leak;

import java.io.File;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a {@link LeakProbe} overlooks, and how long it waits. In all names, {@code *} stands for any run of characters.
 * Immutable.
 *
 * @param ignoredThreads names of threads that may come and stay; default: {@link #STANDARD_THREADS}
 * @param ignoredFiles targets of file descriptors that may come and stay, as the failure message shows them; default: see
 *     {@link #standard()}
 * @param ignoredMBeans object names that may come and stay; default: {@link #STANDARD_MBEANS}
 * @param limit how long to wait until nothing is left; zero or more, default 5 s
 */
public record LeakRules(
        List<String> ignoredThreads, List<String> ignoredFiles, List<String> ignoredMBeans, Duration limit) {

    /**
     * Threads that the JVM, or the test framework, starts at first use and keeps for good, whatever the code under test
     * does. A driver's or a pool's threads are not among them: to end those is that code's duty.
     *
     * <ul>
     *   <li>{@code Attach Listener}, {@code Signal Dispatcher}, {@code Notification Thread}: the JVM's own, the first of
     *       them when a tool such as {@code jcmd} looks in;
     *   <li>{@code Common-Cleaner} and {@code Cleaner-*}: threads of {@code java.lang.ref.Cleaner}; a driver keeps one in a
     *       static field (PostgreSQL's does). Count {@code Cleaner-*} where code under test makes cleaners of its own;
     *   <li>{@code process reaper*}: one for the processes that the JVM started, ends after a minute;
     *   <li>{@code ForkJoinPool.commonPool-*}: the workers of parallel streams and {@code CompletableFuture};
     *   <li>{@code JFR *}: Flight Recorder, once it has been on;
     *   <li>on Java 21 and newer {@code VirtualThread-*}, {@code MasterPoller}, {@code Read-Poller}, {@code Write-Poller}
     *       and {@code ForkJoinPool-*-delayScheduler}: what virtual threads run on (their carriers are known by their
     *       class);
     *   <li>{@code junit-jupiter-timeout-watcher}: JUnit's, once a {@code @Timeout} was set.
     * </ul>
     */
    public static final List<String> STANDARD_THREADS = forJava(
            Runtime.version().feature(),
            List.of(
                    "Attach Listener",
                    "Signal Dispatcher",
                    "Notification Thread",
                    "Common-Cleaner",
                    "Cleaner-*",
                    "process reaper*",
                    "ForkJoinPool.commonPool-*",
                    "JFR *",
                    "junit-jupiter-timeout-watcher"),
            List.of("VirtualThread-*", "MasterPoller", "Read-Poller", "Write-Poller", "ForkJoinPool-*-delayScheduler"));

    /** MBeans of the JVM itself, some of which it registers at first use. */
    public static final List<String> STANDARD_MBEANS =
            List.of("java.*:*", "jdk.*:*", "com.sun.management:*", "JMImplementation:*");

    /** Takes copies and checks the limit. */
    public LeakRules {
        ignoredThreads = List.copyOf(ignoredThreads);
        ignoredFiles = List.copyOf(ignoredFiles);
        ignoredMBeans = List.copyOf(ignoredMBeans);
        if (limit.isNegative()) {
            throw new IllegalArgumentException("the wait for nothing left is zero or more, not " + limit);
        }
    }

    /**
     * The rules that suit nearly every test. Files overlooked are those that the JVM opens when it needs them:
     *
     * <ul>
     *   <li>everything below {@code java.home}, and the jars of the class path (a jar that some other class loader opened
     *       does count);
     *   <li>{@code /dev/null}, {@code /dev/random} and {@code /dev/urandom} (which {@code SecureRandom} keeps open),
     *       {@code /proc/*} and {@code /sys/*} (where the JVM reads the limits of its container);
     *   <li>{@code *.jfr}: Flight Recorder's files; {@code * unix *.java_pid*}: where {@code jcmd} comes in;
     *   <li>on Java 21 and newer the {@code eventpoll} and {@code eventfd} of the pollers of virtual threads, so a selector
     *       that was not closed is seen on older ones only.
     * </ul>
     *
     * @return the rules, with a wait of 5 s
     */
    public static LeakRules standard() {
        List<String> jvm = forJava(
                Runtime.version().feature(),
                List.of(
                        "/dev/null",
                        "/dev/random",
                        "/dev/urandom",
                        "/proc/*",
                        "/sys/*",
                        "*.jfr",
                        "* unix *.java_pid*",
                        realPath(System.getProperty("java.home", "")) + "/*"),
                List.of("anon_inode:[eventpoll]", "anon_inode:[eventfd]"));
        Stream<String> jars = Stream.of(
                        System.getProperty("java.class.path", "").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(LeakRules::realPath);
        return new LeakRules(
                STANDARD_THREADS, Stream.concat(jvm.stream(), jars).toList(), STANDARD_MBEANS, Duration.ofSeconds(5));
    }

    /** {@return the names for a version of Java: some are of Java 21 and newer, which has virtual threads} */
    static List<String> forJava(int version, List<String> always, List<String> sinceVirtualThreads) {
        return version < 21
                ? always
                : Stream.concat(always.stream(), sinceVirtualThreads.stream()).toList();
    }

    private static String realPath(String path) {
        try {
            return Path.of(path).toRealPath().toString();
        } catch (IOException | InvalidPathException e) {
            // Not there, so it cannot be open either; the name as given does no harm.
            return path;
        }
    }

    /**
     * Overlooks further threads.
     *
     * @param names names of threads
     * @return the rules
     */
    public LeakRules ignoringThreads(String... names) {
        return new LeakRules(with(ignoredThreads, names), ignoredFiles, ignoredMBeans, limit);
    }

    /**
     * Counts threads that are overlooked now.
     *
     * @param names names that are listed in {@link #ignoredThreads()}, to the letter
     * @return the rules
     * @throws IllegalArgumentException if one is not listed
     */
    public LeakRules countingThreads(String... names) {
        List<String> listed = new ArrayList<>(ignoredThreads);
        for (String name : names) {
            if (!listed.remove(name)) {
                throw new IllegalArgumentException("no ignored thread is named " + name + "; there are " + listed);
            }
        }
        return new LeakRules(listed, ignoredFiles, ignoredMBeans, limit);
    }

    /**
     * Overlooks further files.
     *
     * @param targets targets of file descriptors, such as a path
     * @return the rules
     */
    public LeakRules ignoringFiles(String... targets) {
        return new LeakRules(ignoredThreads, with(ignoredFiles, targets), ignoredMBeans, limit);
    }

    /**
     * Overlooks further MBeans.
     *
     * @param names object names in their canonical form
     * @return the rules
     */
    public LeakRules ignoringMBeans(String... names) {
        return new LeakRules(ignoredThreads, ignoredFiles, with(ignoredMBeans, names), limit);
    }

    /**
     * Waits longer or shorter.
     *
     * @param time how long; zero or more
     * @return the rules
     * @throws IllegalArgumentException if it is negative
     */
    public LeakRules within(Duration time) {
        return new LeakRules(ignoredThreads, ignoredFiles, ignoredMBeans, time);
    }

    private static List<String> with(List<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }
}
