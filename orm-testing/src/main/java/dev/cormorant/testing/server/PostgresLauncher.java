package dev.cormorant.testing.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts PostgreSQL: password authentication for everybody, TCP on the loopback address only, nothing synced to disk.
 *
 * @param binaries its programs
 * @param account an account that is not root, which PostgreSQL refuses
 */
record PostgresLauncher(ServerBinaries binaries, ServerAccount account) implements Launcher {
    /** The first release whose passwords may be hashed fewer times. */
    private static final int COUNTS_ITERATIONS = 16;

    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            // No socket file: its path may be too long, and JDBC does not use it.
            "unix_socket_directories=",
            // A commit still reaches the operating system, so it outlives a killed server.
            "fsync=off",
            "full_page_writes=off",
            "shared_buffers=32MB",
            // In the data folder, where a killed server's is found.
            "dynamic_shared_memory_type=mmap",
            // The data may be in memory.
            "max_wal_size=256MB",
            "max_connections=200");

    @Override
    public ServerKind kind() {
        return ServerKind.POSTGRES;
    }

    @Override
    public String adminUser() {
        return "postgres";
    }

    @Override
    public void initialise(Path template) throws IOException, RefusedException {
        List<String> command = new ArrayList<>(List.of(
                binaries.find("initdb").toString(),
                "--pgdata=" + template.resolve("data"),
                "--username=" + adminUser(),
                "--pwfile=" + template.resolve("password"),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // The one locale that every machine has.
                "--no-locale",
                "--no-sync"));
        if (countsIterations()) {
            // With the usual 4096 a client reckons 40 ms before it is let in.
            command.addAll(List.of("-c", "scram_iterations=1"));
        }
        runTool(template, command);
    }

    private boolean countsIterations() throws IOException, RefusedException {
        return ServerBinaries.versionIn(binaries.describe())
                .map(version -> version.replaceFirst("\\D.*", ""))
                .filter(major -> Integer.parseInt(major) >= COUNTS_ITERATIONS)
                .isPresent();
    }

    @Override
    public void prepare(Path directory, String password) {
        // The data folder of the template knows the password already.
    }

    @Override
    public List<String> command(Path directory, int port) {
        List<String> command = new ArrayList<>(List.of(
                binaries.server().toString(), "-D", directory.resolve("data").toString(), "-p", String.valueOf(port)));
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        return account.command(command);
    }

    @Override
    public String stopSignal() {
        // "Fast" shutdown: TERM would wait until the last client has gone.
        return "INT";
    }
}
