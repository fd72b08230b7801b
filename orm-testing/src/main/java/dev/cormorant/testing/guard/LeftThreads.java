package dev.cormorant.testing.guard;

import dev.cormorant.core.Database;
import dev.cormorant.testing.leak.LeakRules;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Threads that the test has made, itself or by one that it made, and that still live. */
final class LeftThreads implements Check {

    /** What drivers, libraries and test frameworks start once, at first use, and keep: the test cannot end it. */
    private static final List<String> SHARED = List.of(
            "mysql-cj-abandoned-connection-cleanup*",
            "PostgreSQL-JDBC-*",
            "HttpClient-*",
            "Keep-Alive-*",
            "Java2D Disposer",
            "CompletableFutureDelayScheduler",
            "RMI *",
            "testcontainers-*",
            "ducttape-*",
            "docker-java-*",
            "surefire-*",
            "junit-*",
            "test-server-*",
            "Attach Listener");

    private static final long LONGEST_END_MILLIS = 500;

    private final ThreadOrigins origins = ThreadOrigins.start();
    private final List<Pattern> ignored;

    LeftThreads(Database database, List<String> ignored) {
        String name = database.config().name();
        List<String> globs = new ArrayList<>(LeakRules.STANDARD_THREADS);
        globs.addAll(SHARED);
        globs.addAll(ignored);
        globs.add("cormorant-" + name + "*");
        globs.add("cormorant-" + database.driver() + "-" + name + "*");
        this.ignored = globs.stream().map(LeftThreads::pattern).toList();
    }

    private static Pattern pattern(String glob) {
        return Pattern.compile(Pattern.quote(glob).replace("*", "\\E.*\\Q"), Pattern.DOTALL);
    }

    @Override
    public List<Finding> look() {
        return origins.isEmpty()
                ? List.of()
                : left().stream().map(this::finding).collect(Collectors.toUnmodifiableList());
    }

    private List<Thread> left() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && thread != Thread.currentThread())
                .filter(thread -> origins.of(thread).isPresent())
                .filter(thread -> !thread.getClass().getName().startsWith("org.junit."))
                .filter(thread -> ignored.stream()
                        .noneMatch(pattern -> pattern.matcher(thread.getName()).matches()))
                .toList();
    }

    private Finding finding(Thread thread) {
        StackTraceElement[] now = thread.getStackTrace();
        String what = Rule.THREAD.words() + ", started and still alive: \"" + thread.getName() + "\" ("
                + (thread.isDaemon() ? "daemon, " : "") + thread.getState()
                + (now.length == 0 ? "" : ", now in " + now[0].getClassName() + "." + now[0].getMethodName()) + ")";
        List<StackTraceElement> place =
                origins.of(thread).map(Places::shortened).orElse(List.of());
        return new Finding(Rule.THREAD, what, place);
    }

    /** Asks them to end, and waits a little; one that does not end is of no further test's concern. */
    @Override
    public void takeBack() {
        List<Thread> left = origins.isEmpty() ? List.of() : left();
        left.forEach(Thread::interrupt);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_END_MILLIS);
        try {
            for (Thread thread : left) {
                long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (millis > 0) {
                    thread.join(millis);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            origins.end();
        }
    }
}
