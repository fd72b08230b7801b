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
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            // No socket file: its path may be too long, and JDBC does not use it.
            "unix_socket_directories=",
            // A commit still reaches the operating system, so it outlives a killed server.
            "fsync=off",
            "full_page_writes=off",
            "shared_buffers=32MB",
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
        runTool(
                template,
                List.of(
                        binaries.find("initdb").toString(),
                        "--pgdata=" + template.resolve("data"),
                        "--username=" + adminUser(),
                        "--pwfile=" + template.resolve("password"),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        // The one locale that every machine has.
                        "--no-locale",
                        "--no-sync"));
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
