package dev.cormorant.testing.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts the connections of one {@link FaultyProxy}, and owns its port, connections and threads. */
final class Reception {
    /** What becomes of a new connection. */
    enum Welcome {
        FORWARD,
        REFUSE,
        NEVER_ANSWER
    }

    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final ServerSocket listener;
    private final Optional<InetSocketAddress> target;
    private final int maxConnections;
    private final Map<Direction, Lane> lanes =
            Map.of(Direction.CLIENT_TO_SERVER, new Lane(), Direction.SERVER_TO_CLIENT, new Lane());
    private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
    private final ProxyThreads threads = new ProxyThreads();
    private final AtomicLong accepted = new AtomicLong();
    private volatile Welcome welcome;

    Reception(Optional<InetSocketAddress> target, int maxConnections) {
        this.target = target;
        this.maxConnections = maxConnections;
        this.welcome = target.isPresent() ? Welcome.FORWARD : Welcome.NEVER_ANSWER;
        try {
            this.listener = new ServerSocket(0, maxConnections, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1", e);
        }
    }

    void start() {
        threads.start(name() + "-accept", this::accept);
    }

    private String name() {
        return "faulty-proxy-" + port();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                receive(listener.accept());
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    LOG.warn("{} could not accept a connection", name(), e);
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        }
    }

    private void receive(Socket client) {
        String name = name() + "-" + accepted.incrementAndGet();
        Welcome now = welcome;
        if (now == Welcome.REFUSE || open.size() >= maxConnections) {
            Cut.RESET.apply(client);
            return;
        }
        ProxiedConnection connection = new ProxiedConnection(this, client);
        open.add(connection);
        if (listener.isClosed()) {
            // close() may have gone through the open connections before this one was among them.
            connection.cut(Cut.RESET);
        } else if (now == Welcome.FORWARD && target.isPresent()) {
            threads.start(name + "-client-to-server", () -> connection.serve(target.get(), name));
        } else {
            threads.start(name + "-silent", connection::ignore);
        }
    }

    void ended(ProxiedConnection connection) {
        open.remove(connection);
        lanes.values().forEach(Lane::wake);
    }

    void welcome(Welcome next) {
        if (next == Welcome.FORWARD && target.isEmpty()) {
            throw new IllegalStateException("a silent server has nothing to forward to");
        }
        welcome = next;
    }

    void onEachOpen(Consumer<ProxiedConnection> action) {
        open.forEach(action);
    }

    void onEachLane(Consumer<Lane> action) {
        lanes.values().forEach(action);
    }

    Lane lane(Direction direction) {
        return Optional.ofNullable(lanes.get(direction)).orElseThrow();
    }

    ProxyThreads threads() {
        return threads;
    }

    int port() {
        return listener.getLocalPort();
    }

    int openConnections() {
        return open.size();
    }

    long accepted() {
        return accepted.get();
    }

    void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close port " + port() + " of 127.0.0.1", e);
        } finally {
            onEachOpen(connection -> connection.cut(Cut.RESET));
            threads.join(CLOSE_LIMIT);
        }
    }
}
