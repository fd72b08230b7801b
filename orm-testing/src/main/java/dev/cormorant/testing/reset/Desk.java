package dev.cormorant.testing.reset;

import dev.cormorant.testing.server.ServerKind;
import dev.cormorant.testing.server.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/** The connections to a server that make, drop and tidy databases, a few of them kept open. Safe for all threads. */
final class Desk implements AutoCloseable {

    private static final int MOST_KEPT = 8;
    private static final int LONGEST_ANSWER_MILLIS = 120_000;

    private final TestServer server;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger kept = new AtomicInteger();
    private volatile boolean closed;

    Desk(TestServer server) {
        this.server = server;
    }

    /** What is done with a connection. */
    interface Work<R> {
        R with(Connection connection) throws SQLException;
    }

    /** What is done with a connection and gives nothing. */
    interface Task {
        void with(Connection connection) throws SQLException;
    }

    TestServer server() {
        return server;
    }

    String home() {
        return server.kind() == ServerKind.POSTGRES ? "postgres" : "mysql";
    }

    /** Does something with a connection of the managing account, in its own database; a connection that failed is closed. */
    <R> R ask(Work<R> work) throws SQLException {
        Connection connection = open();
        try {
            R result = work.with(connection);
            giveBack(connection);
            return result;
        } catch (SQLException | RuntimeException | Error failed) {
            try {
                connection.close();
            } catch (SQLException alreadyLost) {
                failed.addSuppressed(alreadyLost);
            }
            throw failed;
        }
    }

    void run(Task task) throws SQLException {
        boolean done = ask(connection -> {
            task.with(connection);
            return true;
        });
        assert done;
    }

    private Connection open() throws SQLException {
        Connection waiting = idle.poll();
        if (waiting != null) {
            kept.decrementAndGet();
            return waiting;
        }
        Connection fresh = server.connect(home());
        // A frozen server must not hold a test for ever.
        fresh.setNetworkTimeout(Runnable::run, LONGEST_ANSWER_MILLIS);
        return fresh;
    }

    private void giveBack(Connection connection) throws SQLException {
        if (closed || kept.get() >= MOST_KEPT) {
            connection.close();
            return;
        }
        kept.incrementAndGet();
        idle.push(connection);
        if (closed) {
            close();
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            try {
                connection.close();
            } catch (SQLException alreadyLost) {
                // The session is gone, which is what was wanted.
                kept.decrementAndGet();
            }
        }
    }
}
