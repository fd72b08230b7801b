package dev.cormorant.testing.server;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * A note on disk that a server process belongs to this JVM, so that a later run can clear up after a JVM that was killed.
 *
 * @param file the note
 * @param directory the folder of the server, which no other server has; its path is among the arguments of the process
 */
record ServerLease(Path file, Path directory) {
    /** Start times are computed from the time of boot, which the clock's adjustments move a little. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    private static final Set<String> SERVER_PROGRAMS = Set.of("postgres", "mysqld", "mariadbd");

    /** Writes the note, before the server is started. */
    static ServerLease open(Path leases, Path directory) throws IOException {
        Files.createDirectories(leases);
        ServerLease lease = new ServerLease(leases.resolve(directory.getFileName() + ".lease"), directory);
        lease.write(Optional.empty());
        return lease;
    }

    /** Adds the server's process to the note. */
    void started(ProcessHandle server) throws IOException {
        write(Optional.of(server));
    }

    /** Removes the note and the server's folder; the server must have ended. */
    void release() throws IOException {
        new FileTree(directory).delete();
        Files.deleteIfExists(file);
    }

    /** Ends the servers of JVMs that died without ending them, and removes their folders. */
    static void reap(Path leases) throws IOException {
        if (Files.notExists(leases)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(leases, "*.lease")) {
            for (Path file : files) {
                Properties note = read(file);
                if (note.containsKey("directory") && !ownerLives(note)) {
                    ServerLease lease = new ServerLease(file, Path.of(note.getProperty("directory")));
                    lease.endServer();
                    lease.release();
                }
            }
        }
    }

    /**
     * Kills whatever was started with this server's folder as an argument. That is safer than the noted process id, which
     * may be another process by now, and works for a JVM that died before it could note one.
     */
    private void endServer() throws IOException {
        List<ProcessHandle> servers = ProcessHandle.allProcesses()
                .filter(process -> isServerIn(directory, process.info()))
                .toList();
        for (ProcessHandle server : servers) {
            new ProcessTree(server).kill();
        }
    }

    private static boolean isServerIn(Path directory, ProcessHandle.Info process) {
        boolean server = process.command()
                .filter(program ->
                        SERVER_PROGRAMS.contains(String.valueOf(Path.of(program).getFileName())))
                .isPresent();
        return server && process.commandLine().orElse("").contains(directory + "/");
    }

    private static boolean ownerLives(Properties note) {
        Instant started = Instant.parse(note.getProperty("owner.started"));
        return ProcessHandle.of(Long.parseLong(note.getProperty("owner.pid")))
                .flatMap(process -> process.info().startInstant())
                .filter(instant -> Duration.between(instant, started).abs().compareTo(CLOCK_TOLERANCE) < 0)
                .isPresent();
    }

    private static Properties read(Path file) throws IOException {
        Properties note = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            note.load(reader);
        } catch (NoSuchFileException e) {
            // Its owner or another reaper was faster; an empty note is skipped.
            return new Properties();
        }
        return note;
    }

    private void write(Optional<ProcessHandle> server) throws IOException {
        ProcessHandle owner = ProcessHandle.current();
        Properties note = new Properties();
        note.setProperty("owner.pid", String.valueOf(owner.pid()));
        note.setProperty(
                "owner.started",
                owner.info()
                        .startInstant()
                        .map(Instant::toString)
                        .orElseThrow(() -> new IOException("this system does not tell when a process was started")));
        note.setProperty("directory", directory.toString());
        server.ifPresent(process -> note.setProperty("server.pid", String.valueOf(process.pid())));
        // Whole or not at all: another JVM may be reading.
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try (Writer writer = Files.newBufferedWriter(draft)) {
            note.store(writer, null);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
