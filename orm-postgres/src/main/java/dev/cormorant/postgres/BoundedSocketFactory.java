package dev.cormorant.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Gives pgjdbc its sockets. While connecting, they end at the deadline of the attempt; later ones carry a cancel each, and end
 * after two seconds. Public because pgjdbc makes it by reflection; of no use to an application.
 */
public final class BoundedSocketFactory extends SocketFactory {

    /** Made by pgjdbc, once for each attempt to connect. */
    public BoundedSocketFactory() {
        // All state is in the attempt that the thread makes.
    }

    @Override
    public Socket createSocket() {
        ConnectAttempt attempt = ConnectAttempt.current();
        return attempt == null
                ? new BoundedSocket(Deadline.steadfast(SessionProperties.CANCEL_LIMIT))
                : attempt.newSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    private Socket connected(SocketAddress remote, @Nullable SocketAddress local) throws IOException {
        Socket socket = createSocket();
        try {
            if (local != null) {
                socket.bind(local);
            }
            socket.connect(remote);
            return socket;
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }
}
