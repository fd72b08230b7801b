package dev.cormorant.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program in a JVM of its own, on this one's class path unless the options name another.
 *
 * @param options of the JVM
 * @param program the class with {@code main}
 * @param arguments of the program
 */
public record ChildJvm(List<String> options, Class<?> program, List<String> arguments) {

    private static final int OUT_OF_MEMORY = 3;
    private static final long SECONDS = 180;

    /** It ended because it had no memory left. */
    public static final class OutOfMemory extends Exception {
        private static final long serialVersionUID = 1;

        OutOfMemory() {
            super("out of memory");
        }
    }

    /**
     * Runs it to its end, three minutes at most.
     *
     * @return the lines that it printed
     * @throws OutOfMemory if it ran out of memory
     * @throws IllegalStateException if it failed otherwise or did not end in time
     * @throws IOException if it cannot be started
     */
    public List<String> run() throws OutOfMemory, IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-Dorg.jooq.no-logo=true", "-Dorg.jooq.no-tips=true"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(program.getName());
        command.addAll(arguments);
        Path output = Files.createTempFile("cormorant-benchmark", ".txt");
        try {
            int code = await(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start());
            if (code == OUT_OF_MEMORY) {
                throw new OutOfMemory();
            }
            List<String> lines = Files.readAllLines(output);
            if (code != 0) {
                throw new IllegalStateException("a JVM for " + arguments + " ended with " + code + ": " + lines);
            }
            return lines;
        } finally {
            Files.delete(output);
        }
    }

    private int await(Process process) {
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a JVM for " + arguments + " has not ended after " + SECONDS + " s");
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a JVM ran", interrupted);
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * Runs it, and reads its figures: one line with {@code figures} and numbers, as {@link #tell} prints it.
     *
     * @return the numbers, in their order
     * @throws OutOfMemory if it ran out of memory
     * @throws IllegalStateException if it failed otherwise, did not end in time, or printed none
     * @throws IOException if it cannot be started
     */
    public List<Double> figures() throws OutOfMemory, IOException {
        List<String> lines = run();
        return lines.stream()
                .filter(line -> line.startsWith("figures "))
                .map(line -> List.of(line.split(" ", -1)))
                .map(words -> words.stream().skip(1).map(Double::valueOf).toList())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no figures from " + arguments + ": " + lines));
    }

    /** Prints figures for the JVM that has started this one. */
    public static void tell(Number... figures) {
        StringBuilder line = new StringBuilder("figures");
        for (Number figure : figures) {
            line.append(' ').append(figure);
        }
        System.out.println(line);
    }
}
