package dev.cormorant.testing.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;

/**
 * Starts servers from binaries on disk, each with a fresh data folder.
 *
 * @param workspace where things are kept
 */
record LocalServers(Workspace workspace) {
    private static final int ATTEMPTS = 3;

    /**
     * Starts a server and returns when it accepts connections.
     *
     * @param launcher how
     * @param name names these very binaries; copies of their empty data folder are kept under it
     * @param source what to tell people about where the binaries came from
     */
    TestServer start(Launcher launcher, String name, String source) throws IOException, RefusedException {
        ServerLease.reap(workspace.leases());
        Path template = new CachedDirectory(workspace.cache(), name + "-data-" + Launcher.TEMPLATE_FORMAT)
                .get(launcher::buildTemplate);
        String password = Files.readString(template.resolve("password"));
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(launcher, template, password, source);
            } catch (RefusedException e) {
                // Between our choice of a port and the server's start somebody else may have taken it.
                if (attempt == ATTEMPTS || !e.reason().contains("in use")) {
                    throw e;
                }
            }
        }
    }

    private TestServer attempt(Launcher launcher, Path template, String password, String source)
            throws IOException, RefusedException {
        Path directory = workspace.data().resolve("cormorant-" + launcher.kind().id() + "-" + UUID.randomUUID());
        ServerLease lease = ServerLease.open(workspace.leases(), directory);
        ServerAddress address = new ServerAddress(
                launcher.kind(), "127.0.0.1", freePort(), launcher.urlParameters(), launcher.adminUser(), password);
        ServerProcess process = new ServerProcess(launcher, lease, address);
        try {
            new FileTree(template.resolve("data")).copyTo(directory.resolve("data"));
            launcher.prepare(directory, password);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            launcher.account().own(directory);
            process.start();
            return TestServer.open(address, source, Optional.of(process), server -> process.close());
        } catch (IOException | RefusedException | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    /** {@return a TCP port of this machine that nobody listens on just now} */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
