package dev.cormorant.testing.server;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
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
    private static final Set<String> SERVER_PROGRAMS = Set.of("postgres", "mysqld", "mariadbd");

    /** Writes the note, then makes the folder: whenever this JVM is killed, no folder is left without a note. */
    static ServerLease open(Path leases, Path directory) throws IOException {
        Files.createDirectories(leases);
        ServerLease lease = new ServerLease(leases.resolve(directory.getFileName() + ".lease"), directory);
        lease.write(Optional.empty());
        Files.createDirectory(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return lease;
    }

    /** Adds the server's process to the note. */
    void started(ProcessHandle server) throws IOException {
        write(Optional.of(server));
    }

    /** Removes the note and the server's folder, and what is left of a killed one; the server must have ended. */
    void release() throws IOException {
        new SharedSegment(directory).remove();
        new FileTree(directory).delete();
        Files.deleteIfExists(file);
    }

    /** Ends the servers of JVMs that died without ending them, and removes their folders. */
    static void reap(Path leases) throws IOException {
        if (Files.notExists(leases)) {
            return;
        }
        OwnedFiles.sweep(leases);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(leases, "*.lease")) {
            for (Path file : files) {
                Properties note = read(file);
                if (isLeftover(note)) {
                    ServerLease lease = new ServerLease(file, Path.of(note.getProperty("directory")));
                    lease.endServer();
                    lease.release();
                }
            }
        }
    }

    private void endServer() throws IOException {
        for (ProcessHandle server : serversIn(directory)) {
            new ProcessTree(server).kill();
        }
    }

    /**
     * {@return whatever was started with a server's folder as an argument} That is safer than the noted process id, which may be
     * another process by now, and works for a JVM that died before it could note one.
     */
    static List<ProcessHandle> serversIn(Path directory) {
        return ProcessHandle.allProcesses()
                .filter(process -> isServerIn(directory, process.info()))
                .toList();
    }

    private static boolean isServerIn(Path directory, ProcessHandle.Info process) {
        boolean server = process.command()
                .filter(program ->
                        SERVER_PROGRAMS.contains(String.valueOf(Path.of(program).getFileName())))
                .isPresent();
        return server && process.commandLine().orElse("").contains(directory + "/");
    }

    private static boolean isLeftover(Properties note) {
        return note.containsKey("directory")
                && JvmOwner.parse(note.getProperty("owner", ""))
                        .filter(JvmOwner::isGone)
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
        Properties note = new Properties();
        note.setProperty("owner", JvmOwner.ofThisJvm().text());
        note.setProperty("directory", directory.toString());
        server.ifPresent(process -> note.setProperty("server.pid", String.valueOf(process.pid())));
        // Whole or not at all: another JVM may be reading.
        Path draft = OwnedFiles.file(file.resolveSibling("."), "note");
        try (Writer writer = Files.newBufferedWriter(draft)) {
            note.store(writer, null);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
