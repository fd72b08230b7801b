package dev.cormorant.postgres;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says in words why there is no connection, or no longer. */
final class ConnectionFailure {

    private ConnectionFailure() {}

    static String describe(SQLException error) {
        for (Throwable at = error; at != null; at = at.getCause()) {
            if (at instanceof UnknownHostException) {
                return "the server cannot be reached: its host name is unknown; check the host in the URL";
            }
            if (at instanceof ConnectException || at instanceof NoRouteToHostException) {
                return "the server cannot be reached: nothing accepts connections there; check host and port, and"
                        + " whether the server runs";
            }
            if (at instanceof SocketTimeoutException) {
                return "the server does not answer in time";
            }
            if (at instanceof SSLException) {
                return "the server was reached, but no encrypted connection came about; check sslmode and certificates";
            }
            if (at instanceof EOFException) {
                return "the server has closed the connection";
            }
        }
        return withoutCause(error.getSQLState());
    }

    private static String withoutCause(@Nullable String state) {
        if ("08001".equals(state)) {
            return "no connection came about; check host, port and targetServerType";
        }
        return "08003".equals(state) ? "the connection is closed" : "the connection to the server is lost";
    }
}
