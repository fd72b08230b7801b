package dev.cormorant.testing.server;

import java.io.IOException;

/** A JVM that starts a server, says where, and goes on until its input ends; for tests that end it in other ways. */
final class ServerOwner {
    private ServerOwner() {}

    /** Starts the server of the kind in the first argument. */
    public static void main(String[] arguments) throws IOException {
        TestServer server = TestServers.get(ServerKind.valueOf(arguments[0]));
        server.createDatabase();
        System.out.println("PORT " + server.port());
        System.out.flush();
        while (System.in.read() >= 0) {
            // Whatever comes, only the end of the input counts.
        }
    }
}
