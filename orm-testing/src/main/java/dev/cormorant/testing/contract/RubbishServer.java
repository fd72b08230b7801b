package dev.cormorant.testing.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server of something else: answers every connection with the same words and closes it. */
final class RubbishServer implements AutoCloseable {

    private static final byte[] ANSWER =
            "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final Logger LOG = LoggerFactory.getLogger(RubbishServer.class);

    private final ServerSocket socket;
    private final Thread thread;

    RubbishServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException("no port for a server", failed);
        }
        thread = new Thread(this::serve, "rubbish-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.getOutputStream().write(ANSWER);
            } catch (IOException gone) {
                // Closed by us, or by a client that does not want to read on; the next one may want to.
                LOG.debug("a connection ended", gone);
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
