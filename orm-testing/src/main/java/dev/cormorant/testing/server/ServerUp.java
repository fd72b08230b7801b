package dev.cormorant.testing.server;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The wait for a server that starts: only a connection tells that it is up.
 *
 * @param address where it will listen
 * @param limit the longest wait
 */
record ServerUp(ServerAddress address, Duration limit) {

    private static final int PAUSE_MILLIS = 20;
    private static final int ANSWER_SECONDS = 5;

    /** Looks whether what is waited for can still come. */
    interface StillThere {
        /** Throws if the server has ended. */
        void check() throws RefusedException, IOException;
    }

    /** Returns with a server that answers; ends early when the server does, and when the thread is interrupted. */
    void await(StillThere server) throws RefusedException, IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        SQLException last = new SQLException("no attempt was made");
        while (System.nanoTime() < deadline) {
            server.check();
            try (Connection connection = address.connectForManaging()) {
                if (connection.isValid(ANSWER_SECONDS)) {
                    return;
                }
            } catch (SQLException e) {
                last = e;
            }
            pauseBriefly();
        }
        throw new RefusedException("no connection within " + limit.toSeconds() + " s, last", last);
    }

    private static void pauseBriefly() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a server started");
        }
    }
}
