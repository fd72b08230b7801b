package dev.cormorant.testing.fault;

import java.io.IOException;
import java.net.Socket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a {@link FaultyProxy} ends a connection, towards the client and towards the server alike. */
public enum Cut {
    /** With a TCP reset, as a crashed host or a firewall does: the peer's next read fails. */
    RESET,
    /** In order, as a process that exits does: the peer's next read finds the end of the stream. */
    FINISH;

    private static final Logger LOG = LoggerFactory.getLogger(Cut.class);

    void apply(Socket socket) {
        try (socket) {
            if (!socket.isConnected() || socket.isClosed()) {
                return;
            }
            if (this == RESET) {
                socket.setSoLinger(true, 0);
            } else if (!socket.isOutputShutdown()) {
                socket.shutdownOutput();
            }
        } catch (IOException e) {
            // The peer was faster; the socket is closed all the same.
            LOG.debug("could not end a connection in order", e);
        }
    }
}
