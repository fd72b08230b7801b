package dev.cormorant.mysql;

import com.mysql.cj.NativeSession;
import com.mysql.cj.jdbc.JdbcConnection;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions whose connection was cut off while the server did not answer, so that it could not be told to stop what they run. A
 * server that goes on later may run such a query to its end: it looks for its client now and then at best, and takes the last
 * words of TLS for a client that is still there. So the next connection that reaches the server ends them.
 *
 * <p>A session is known by its number and by the port of its client: both together are not given away again, on a server that was
 * restarted neither. Behind a proxy the port that the server sees is another one, and the session is left to the server. At most
 * {@value #MOST} are remembered. Safe for all threads.
 */
final class LeftBehind {

    static final int MOST = 256;

    private static final Logger LOG = LoggerFactory.getLogger(LeftBehind.class);
    private static final String FIND = "select id from information_schema.processlist where id = ? and host like ?";

    private record Session(long id, int port) {}

    private final Queue<Session> sessions = new ArrayBlockingQueue<>(MOST);

    /** Cuts a connection off, and remembers its session where there is room. */
    void cutOff(Connection connection) throws SQLException {
        JdbcConnection session = connection.unwrap(JdbcConnection.class);
        int port = localPort(session);
        session.abort(Runnable::run);
        if (port > 0 && !sessions.offer(new Session(session.getSession().getThreadId(), port))) {
            LOG.debug("{} sessions are remembered already; one more is left to the server", MOST);
        }
    }

    private static int localPort(JdbcConnection session) {
        try {
            return session.getSession() instanceof NativeSession open
                    ? open.getProtocol().getSocketConnection().getMysqlSocket().getLocalPort()
                    : -1;
        } catch (IOException | RuntimeException closed) {
            LOG.debug("a session is left to the server: its connection has no port any more", closed);
            return -1;
        }
    }

    /** Ends what is remembered, over a connection that has just been opened; costs nothing if there is none. */
    void endOver(Connection reached) {
        for (int left = sessions.size(); left > 0; left--) {
            Session session = sessions.poll();
            if (session == null) {
                return;
            }
            try {
                end(session, reached);
            } catch (SQLException failed) {
                LOG.debug("session {} could not be ended", session.id, failed);
                if (VendorCode.of(failed).lost()) {
                    sessions.offer(session);
                    return;
                }
            }
        }
    }

    private static void end(Session session, Connection reached) throws SQLException {
        try (PreparedStatement find = reached.prepareStatement(FIND)) {
            find.setLong(1, session.id);
            find.setString(2, "%:" + session.port);
            try (ResultSet found = find.executeQuery();
                    Statement kill = reached.createStatement()) {
                if (found.next()) {
                    kill.execute("KILL " + session.id);
                    LOG.info("session {}, cut off while the server did not answer, was ended", session.id);
                }
            }
        }
    }
}
