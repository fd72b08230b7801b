package dev.cormorant.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The one processor to which a server and the measuring thread are bound: where the scheduler happens to put the two costs more than
 * any layer does. Needs Linux and {@code taskset}.
 *
 * @param number as the kernel counts
 */
public record Processor(int number) {

    private static final long SECONDS = 10;

    /** {@return the first one that this process may use; none where threads cannot be bound} */
    public static Optional<Processor> first() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("Cpus_allowed_list:"))
                    .map(line -> new Processor(Integer.parseInt(line.replaceFirst("\\D+(\\d+).*", "$1"))))
                    .filter(processor -> runs(List.of("taskset", "--version")))
                    .findFirst();
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }

    /**
     * Binds each process that this one has started, such as a server, with all of its threads.
     *
     * @return whether there were such, and all could be bound
     */
    public boolean bindChildren() {
        List<ProcessHandle> children = ProcessHandle.current().descendants().toList();
        return !children.isEmpty() && children.stream().allMatch(child -> bind("-a", child.pid()));
    }

    /**
     * Binds the calling thread; the threads of the JVM that compile and collect run where they like.
     *
     * @throws IOException if this is not Linux
     * @throws IllegalStateException if it cannot be bound
     */
    public void bindThisThread() throws IOException {
        String thread = Files.readSymbolicLink(Path.of("/proc/thread-self"))
                .getFileName()
                .toString();
        if (!bind("-c", Long.parseLong(thread))) {
            throw new IllegalStateException("taskset cannot bind a thread to processor " + number);
        }
    }

    private boolean bind(String option, long id) {
        return runs(List.of("taskset", option, "-c", "-p", String.valueOf(number), String.valueOf(id)));
    }

    private static boolean runs(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                return process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
