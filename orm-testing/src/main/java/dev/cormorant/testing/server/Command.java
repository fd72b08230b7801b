package dev.cormorant.testing.server;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program of the machine that is run to its end.
 *
 * @param arguments the program and its arguments
 * @param environment what is added to this JVM's environment
 * @param directory where the program runs
 * @param limit how long it may take before it is killed
 */
record Command(List<String> arguments, Map<String, String> environment, Path directory, Duration limit) {

    /**
     * What a program left behind.
     *
     * @param exitCode its exit code; 127 also when the program does not exist
     * @param output what it wrote to both of its outputs
     */
    record Result(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }

        /** {@return the last line that is not blank, or the exit code where there was none} */
        String lastLine() {
            return output.lines()
                    .filter(line -> !line.isBlank())
                    .reduce((first, second) -> second)
                    .map(String::strip)
                    .orElse("exit code " + exitCode);
        }
    }

    static Command of(Path directory, String... arguments) {
        return new Command(List.of(arguments), Map.of(), directory, Duration.ofMinutes(1));
    }

    Command with(Map<String, String> added) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(added);
        return new Command(arguments, Map.copyOf(all), directory, limit);
    }

    /** Runs the program with both outputs in one file, so that neither can block it. */
    Result run() throws IOException {
        Path output = OwnedFiles.file("output");
        try {
            ProcessBuilder builder = new ProcessBuilder(arguments)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(output.toFile());
            // Messages are looked into, so they must not be translated.
            builder.environment().put("LC_ALL", "C");
            builder.environment().putAll(environment);
            int exitCode = await(builder);
            return new Result(exitCode, Files.readString(output, StandardCharsets.ISO_8859_1));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private int await(ProcessBuilder builder) throws IOException {
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return 127;
        }
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            throw new IOException(arguments.get(0) + " did not end within " + limit.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + arguments.get(0) + " ran");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
