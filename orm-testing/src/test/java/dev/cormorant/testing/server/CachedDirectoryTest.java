package dev.cormorant.testing.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CachedDirectoryTest {
    @TempDir
    private Path parent;

    @Test
    void isBuiltOnceByManyAtOnce() throws Exception {
        AtomicInteger builds = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> results = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> {
                        Path folder = directory().get(empty -> {
                            builds.incrementAndGet();
                            Files.writeString(empty.resolve("content"), "whole");
                        });
                        return Files.readString(folder.resolve("content"));
                    }))
                    .toList();
            for (Future<String> result : results) {
                assertThat(result.get()).isEqualTo("whole");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(builds).hasValue(1);
    }

    @Test
    void leavesNothingOfABuildThatFailed() throws Exception {
        assertThatThrownBy(() -> directory().get(empty -> {
                    Files.writeString(empty.resolve("content"), "half");
                    throw new RefusedException("out of order");
                }))
                .isInstanceOf(RefusedException.class);
        assertThat(folders()).isEmpty();

        Path folder = directory().get(empty -> Files.writeString(empty.resolve("content"), "whole"));
        assertThat(folder.resolve("content")).hasContent("whole");
    }

    @Test
    void doesNotTakeTheHalfOfADeadJvmForTheWhole() throws Exception {
        Path half = Files.createDirectory(parent.resolve("server.unfinished-123"));
        Files.writeString(half.resolve("content"), "half");

        Path folder = directory().get(empty -> Files.writeString(empty.resolve("content"), "whole"));

        assertThat(folder.resolve("content")).hasContent("whole");
        assertThat(folders()).containsExactly(folder);
    }

    private CachedDirectory directory() {
        return new CachedDirectory(parent, "server");
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.filter(Files::isDirectory).toList();
        }
    }
}
