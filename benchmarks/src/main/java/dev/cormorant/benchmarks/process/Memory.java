package dev.cormorant.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process holds, in bytes. Linux only, since it reads {@code /proc}. */
public final class Memory {

    private static final long KIB = 1024;

    private Memory() {}

    /**
     * {@return what is resident now}
     *
     * @throws IOException if this is not Linux
     */
    public static long resident() throws IOException {
        return status("VmRSS:");
    }

    /**
     * {@return the most that was resident}
     *
     * @throws IOException if this is not Linux
     */
    public static long mostResident() throws IOException {
        return status("VmHWM:");
    }

    private static long status(String what) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith(what)) {
                return Long.parseLong(line.replaceAll("\\D", "")) * KIB;
            }
        }
        throw new IOException("/proc/self/status has no " + what);
    }

    /** {@return the heap in use after a collection} */
    public static long liveHeap() {
        System.gc();
        Runtime jvm = Runtime.getRuntime();
        return jvm.totalMemory() - jvm.freeMemory();
    }
}
