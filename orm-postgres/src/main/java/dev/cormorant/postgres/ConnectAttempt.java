package dev.cormorant.postgres;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to connect, in the thread that makes it: all sockets that pgjdbc opens meanwhile (a second one if TLS is refused,
 * one for each further host) have the same deadline, and none stays open if the attempt fails. For one thread.
 */
final class ConnectAttempt implements AutoCloseable {

    private static final ThreadLocal<@Nullable ConnectAttempt> CURRENT = new ThreadLocal<>();

    private final Deadline deadline;
    private final ClassLoader callers;
    private final List<BoundedSocket> sockets = new ArrayList<>();

    private ConnectAttempt(Duration timeout, ClassLoader callers) {
        this.deadline = Deadline.interruptible(timeout);
        this.callers = callers;
    }

    /** Begins in this thread, and lets the JDBC driver find our socket factory. */
    static ConnectAttempt begin(Duration timeout) {
        Thread thread = Thread.currentThread();
        ConnectAttempt attempt = new ConnectAttempt(timeout, thread.getContextClassLoader());
        CURRENT.set(attempt);
        thread.setContextClassLoader(ConnectAttempt.class.getClassLoader());
        return attempt;
    }

    /** {@return the attempt that this thread makes now; null if it makes none} */
    static @Nullable ConnectAttempt current() {
        return CURRENT.get();
    }

    BoundedSocket newSocket() {
        BoundedSocket socket = new BoundedSocket(deadline);
        sockets.add(socket);
        return socket;
    }

    /** Keeps the socket that is open, without the deadline from now on. */
    void succeeded() throws SocketException {
        deadline.lift();
        for (BoundedSocket socket : sockets) {
            if (!socket.isClosed()) {
                socket.restoreTimeout();
            }
        }
        sockets.clear();
    }

    /** Ends the attempt; after a failure nothing of it stays open. */
    @Override
    public void close() {
        CURRENT.remove();
        Thread.currentThread().setContextClassLoader(callers);
        for (BoundedSocket socket : sockets) {
            closeQuietly(socket);
        }
    }

    private static void closeQuietly(BoundedSocket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // The failure of the attempt is what counts, and the descriptor is released all the same.
        }
    }
}
