package dev.cormorant.testing.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class ClassLoaderProbeTest {
    private static final ClassLoaderProbe HASTY =
            ClassLoaderProbe.ofCurrentClassPath().within(Duration.ofMillis(500));

    private final Path directory;

    ClassLoaderProbeTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void findsACleanEntryCollectable() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoaderProbe.assertCollectable(20, CleanEntry.class);
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(context);
    }

    @Test
    void leavesNoOpenFile() {
        ClassLoaderProbe.assertCollectable(1, CleanEntry.class);
        LeakProbe before = LeakProbe.take();
        ClassLoaderProbe.assertCollectable(3, CleanEntry.class);
        before.assertNothingLeft();
    }

    @Test
    void findsAValueLeftInAThreadLocal() throws InterruptedException {
        // On a thread of its own, with which the planted value goes away again.
        Thread thread = new Thread(() -> assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> HASTY.check(1, ThreadLocalLeak.class.getName()))
                .withMessageContaining("1 of 1 class loaders of " + ThreadLocalLeak.class.getName())
                .withMessageContaining("class-loader-probe-1")
                .withMessageContaining("no thread has one as its context class loader")
                .withMessageContaining("GC.heap_dump"));
        Throwable[] failure = new Throwable[1];
        thread.setUncaughtExceptionHandler((where, e) -> failure[0] = e);
        thread.start();
        thread.join();
        assertThat(failure[0]).isNull();
    }

    @Test
    void findsAnObjectLeftInAStaticOfTheParent() {
        try {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> HASTY.check(3, ParentStaticLeak.class.getName()))
                    .withMessageContaining("1 of 3 class loaders")
                    .withMessageContaining("class-loader-probe-3");
        } finally {
            System.getProperties().remove(ParentStaticLeak.KEY);
        }
    }

    @Test
    void namesTheThreadThatKeepsALoader() {
        try {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> HASTY.check(1, ThreadLeak.class.getName()))
                    .withMessageContaining("thread \"" + ThreadLeak.NAME + "\" (WAITING) belongs to one");
        } finally {
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals(ThreadLeak.NAME))
                    .forEach(Thread::interrupt);
        }
    }

    @Test
    void writesAHeapDumpWhenAskedTo() throws IOException {
        try {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> HASTY.dumpingHeapTo(directory).check(1, ParentStaticLeak.class.getName()))
                    .withMessageContaining("heap dump: " + directory);
        } finally {
            System.getProperties().remove(ParentStaticLeak.KEY);
        }
        try (Stream<Path> dumps = Files.list(directory)) {
            assertThat(dumps).singleElement().satisfies(dump -> assertThat(Files.size(dump))
                    .isPositive());
        }
    }

    @Test
    void saysWhenAHeapDumpCannotBeWritten() {
        try {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> HASTY.dumpingHeapTo(directory.resolve("missing"))
                            .check(1, ParentStaticLeak.class.getName()))
                    .withMessageContaining("no heap dump could be written")
                    .withMessageContaining("1 of 1 class loaders");
        } finally {
            System.getProperties().remove(ParentStaticLeak.KEY);
        }
    }

    @Test
    void sharesNoClassWithTheTest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClassLoaderProbe.of(List.of(directory)).check(1, CleanEntry.class.getName()))
                .withMessageContaining(CleanEntry.class.getName())
                .withMessageContaining("must be on the class path");
    }

    @Test
    void refusesWhatIsNoEntry() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HASTY.check(1, ClassLoaderProbe.class.getName()))
                .withMessageContaining("public Runnable");
        assertThatIllegalArgumentException().isThrownBy(() -> HASTY.check(0, CleanEntry.class.getName()));
        assertThatIllegalArgumentException().isThrownBy(() -> HASTY.within(Duration.ofSeconds(-1)));
    }
}
