package dev.cormorant.testing.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A server that this JVM has started from binaries, with its folder; thread-safe. */
final class ServerProcess implements ServerControl {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(8);
    private static final Pattern COMPLAINT = Pattern.compile("ERROR|FATAL|error while loading|PANIC");

    private final Launcher launcher;
    private final ServerLease lease;
    private final ServerAddress address;
    private Optional<Process> process = Optional.empty();

    /**
     * @param launcher how the server is started
     * @param lease the note that covers its folder, which holds the data already
     * @param address where it shall listen
     */
    ServerProcess(Launcher launcher, ServerLease lease, ServerAddress address) {
        this.launcher = launcher;
        this.lease = lease;
        this.address = address;
    }

    /** Starts the server on its data and returns when it accepts connections. */
    synchronized void start() throws IOException, RefusedException {
        ProcessBuilder builder = new ProcessBuilder(launcher.command(lease.directory(), address.port()))
                .directory(lease.directory().toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                // Each by itself: to join the two, Java keeps a pipe open as long as the server runs.
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(launcher.binaries().environment());
        Process started = builder.start();
        process = Optional.of(started);
        lease.started(started.toHandle());
        new ServerUp(address, START_LIMIT).await(() -> check(started));
    }

    @Override
    public synchronized void pause() throws IOException {
        tree().pause();
    }

    @Override
    public synchronized void resume() throws IOException {
        tree().resume();
    }

    @Override
    public synchronized void kill() throws IOException {
        tree().kill();
    }

    @Override
    public synchronized void restart() throws IOException, RefusedException {
        stop();
        start();
    }

    /** Stops the server and removes its folder; without effect the second time. */
    synchronized void close() throws IOException {
        try {
            stop();
        } finally {
            lease.release();
        }
    }

    private void stop() throws IOException {
        if (process.filter(Process::isAlive).isEmpty()) {
            return;
        }
        ProcessTree tree = tree();
        tree.resume();
        if (!tree.stop(launcher.stopSignal(), STOP_LIMIT)) {
            tree.kill();
        }
    }

    private ProcessTree tree() {
        return new ProcessTree(process.map(Process::toHandle)
                .orElseThrow(() -> new IllegalStateException(address + " was never started")));
    }

    private void check(Process started) throws IOException, RefusedException {
        if (!started.isAlive()) {
            throw new RefusedException("the server ended with code " + started.exitValue() + ": " + complaint());
        }
    }

    /** {@return the line of the server's log that most likely says why it ended} */
    private String complaint() throws IOException {
        List<String> lines = Files.readAllLines(log(), StandardCharsets.ISO_8859_1);
        return lines.stream()
                .filter(line -> COMPLAINT.matcher(line).find())
                .findFirst()
                .orElseGet(() -> lines.isEmpty() ? "its log is empty" : lines.get(lines.size() - 1));
    }

    private Path log() {
        return lease.directory().resolve("server.log");
    }
}
