package dev.cormorant.core.monitor;

import java.nio.file.Path;

/** Measures the memory of this process. Called from any thread, now and then. */
@FunctionalInterface
public interface MemoryReader {

    /** {@return the memory at this moment} */
    MemorySample read();

    /**
     * The reader for this process: the JVM's own figures, {@code /proc/self/status}, {@code /proc/meminfo} and the control groups
     * of Linux, of both versions.
     *
     * @return a reader; thread-safe
     */
    static MemoryReader ofProcess() {
        return new ProcessMemory(Path.of("/"));
    }
}
