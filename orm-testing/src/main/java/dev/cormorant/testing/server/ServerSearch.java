package dev.cormorant.testing.server;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tries the ways to a server in their order, and prints one line for each that was refused and for the one that was taken.
 *
 * @param sources the ways
 * @param out takes the lines
 */
record ServerSearch(List<ServerSource> sources, Consumer<String> out) {

    /**
     * {@return the first server to be had; closed by the caller}
     *
     * @throws RefusedException if there is none, with all refusals in its message
     */
    TestServer find(ServerKind kind) throws RefusedException {
        requireDriver(kind);
        List<String> refusals = new ArrayList<>();
        for (ServerSource source : sources) {
            long began = System.nanoTime();
            try {
                TestServer server = source.start(kind);
                out.accept(line(server, Duration.ofNanos(System.nanoTime() - began)));
                return server;
            } catch (RefusedException e) {
                refusals.add(refuse(kind, source, e));
            } catch (IOException | RuntimeException e) {
                // A defect in one way must not close the others; the line says what it was.
                refusals.add(refuse(kind, source, new RefusedException("failed", e)));
            }
        }
        throw new RefusedException(
                "there is no " + kind.label() + " server to test against: " + String.join("; ", refusals));
    }

    /** Without a driver no way leads anywhere, and waiting for a connection would only end with its limit. */
    private void requireDriver(ServerKind kind) throws RefusedException {
        try {
            ServerAddress.driverOf(kind);
        } catch (SQLException e) {
            RefusedException refusal = new RefusedException("cannot test against " + kind.label(), e);
            out.accept("[test server] " + refusal.reason());
            throw refusal;
        }
    }

    private static String line(TestServer server, Duration time) {
        return "[test server] " + server.kind().label() + " " + server.version() + " from " + server.source()
                + ", port " + server.port() + ", ready in " + time.toMillis() + " ms";
    }

    private String refuse(ServerKind kind, ServerSource source, RefusedException refusal) {
        String reason = source.name() + " refused: " + refusal.reason();
        out.accept("[test server] " + kind.label() + ", " + reason);
        return reason;
    }
}
