package dev.cormorant.testing.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client of a {@link FaultyProxy} and its connection to the server. */
final class ProxiedConnection {
    private static final Logger LOG = LoggerFactory.getLogger(ProxiedConnection.class);
    private static final int CONNECT_MILLIS = 5000;

    private final Reception reception;
    private final Socket client;
    private final Socket server = new Socket();
    private final Pump requests;
    private final Pump answers;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger running = new AtomicInteger(2);

    ProxiedConnection(Reception reception, Socket client) {
        this.reception = reception;
        this.client = client;
        this.requests = new Pump(this, reception.lane(Direction.CLIENT_TO_SERVER), client, server);
        this.answers = new Pump(this, reception.lane(Direction.SERVER_TO_CLIENT), server, client);
    }

    /** Connects to the server, then carries requests; the answers get a thread of their own. */
    void serve(InetSocketAddress target, String name) {
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(target, CONNECT_MILLIS);
        } catch (IOException e) {
            LOG.debug("{} cannot reach {}", name, target, e);
            cut(Cut.RESET);
            return;
        }
        reception.threads().start(name + "-server-to-client", () -> pump(answers));
        pump(requests);
    }

    /** Reads and forgets, so that a client that goes away is noticed; never answers. */
    void ignore() {
        try {
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
            cut(Cut.FINISH);
        } catch (IOException e) {
            cut(Cut.RESET);
        }
    }

    private void pump(Pump pump) {
        try {
            pump.run();
            if (running.decrementAndGet() == 0) {
                cut(Cut.FINISH);
            }
        } catch (IOException e) {
            // One side has broken off: so does the other.
            cut(Cut.RESET);
        } catch (InterruptedException e) {
            cut(Cut.RESET);
            Thread.currentThread().interrupt();
        }
    }

    boolean ended() {
        return ended.get();
    }

    void halfClose(Direction direction) {
        (direction == Direction.CLIENT_TO_SERVER ? requests : answers).halfClose();
    }

    void cut(Cut how) {
        if (ended.compareAndSet(false, true)) {
            how.apply(client);
            how.apply(server);
            reception.ended(this);
        }
    }
}
