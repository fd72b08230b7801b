package dev.cormorant.testing.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What of a stack trace speaks of the test and the code under test. */
final class Places {

    /** The most frames that are shown. */
    static final int MOST = 12;

    /** The most frames that are looked at, from the innermost on. */
    private static final int DEPTH = 200;

    private static final List<String> OURS = List.of(
            "dev.cormorant.core.",
            "dev.cormorant.sql.",
            "dev.cormorant.sqlite.",
            "dev.cormorant.postgres.",
            "dev.cormorant.mysql.",
            "dev.cormorant.migrations.",
            "dev.cormorant.testing.guard.",
            "dev.cormorant.testing.junit.",
            "dev.cormorant.testing.reset.");
    private static final List<String> PLATFORM =
            List.of("java.", "javax.sql.", "jdk.", "sun.", "com.sun.", "org.jooq.");
    private static final List<String> FRAMEWORKS = List.of(
            "org.junit.platform.", "org.junit.jupiter.engine.", "org.apache.maven.surefire.", "com.intellij.rt.");

    private Places() {}

    /** {@return the frames of a trace that are the application's, or as they are if none is} */
    static List<StackTraceElement> shortened(List<StackTraceElement> trace) {
        List<StackTraceElement> frames = trace.stream()
                .takeWhile(frame -> !startsWithAny(frame.getClassName(), FRAMEWORKS))
                .filter(frame -> isOfApplication(frame.getClassName()))
                .limit(MOST)
                .toList();
        return frames.isEmpty() ? trace.stream().limit(MOST).toList() : frames;
    }

    static List<StackTraceElement> shortened(Throwable noted) {
        return shortened(List.of(noted.getStackTrace()));
    }

    static boolean isOfApplication(String className) {
        return !startsWithAny(className, OURS) && !startsWithAny(className, PLATFORM);
    }

    private static boolean startsWithAny(String name, List<String> prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /**
     * What the caller is doing, as a number: the same for calls that come from the same places, and as good as never for others.
     * What libraries do in between does not count, since a first call takes another way there than a second.
     *
     * @return 0 if somebody polls: then nothing is done for each row of something
     */
    static long ofCaller() {
        return StackWalker.getInstance().walk(Places::number);
    }

    private static long number(Stream<StackWalker.StackFrame> stack) {
        List<StackWalker.StackFrame> frames = new ArrayList<>();
        stack.limit(DEPTH)
                .takeWhile(frame -> !startsWithAny(frame.getClassName(), FRAMEWORKS))
                .forEach(frames::add);
        long number = 1;
        for (StackWalker.StackFrame frame : frames) {
            String name = frame.getClassName();
            if (name.startsWith("org.awaitility.")) {
                return 0;
            }
            if (isOfApplication(name)) {
                number = number * 1_000_003 + name.hashCode();
                number = number * 1_000_003 + frame.getMethodName().hashCode();
                number = number * 1_000_003 + frame.getByteCodeIndex();
            }
        }
        return number == 0 ? 1 : number;
    }
}
