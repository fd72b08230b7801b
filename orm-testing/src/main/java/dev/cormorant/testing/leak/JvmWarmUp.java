package dev.cormorant.testing.leak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the JVM open, before the first comparison, what it opens once and never closes. The first socket of a JVM brings
 * such a descriptor: half of a socket pair that it later puts in the place of sockets being closed.
 */
final class JvmWarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(JvmWarmUp.class);

    private JvmWarmUp() {}

    private static final class Once {
        static final boolean DONE = openASocket();
    }

    static boolean done() {
        return Once.DONE;
    }

    private static boolean openASocket() {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 1, here);
                Socket client = new Socket(here, server.getLocalPort());
                Socket accepted = server.accept()) {
            return client.isConnected() && accepted.isConnected();
        } catch (IOException e) {
            LOG.debug("no socket can be opened here, so none can be left open either", e);
            return false;
        }
    }
}
