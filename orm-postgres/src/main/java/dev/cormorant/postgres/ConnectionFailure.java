package dev.cormorant.postgres;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;

/**
 * Why there is no connection, or no longer.
 *
 * @param text the reason in words
 * @param lasting whether trying again is in vain
 */
record ConnectionFailure(String text, boolean lasting) {

    /** Reads the reason from the exceptions behind an error of class 08 that is the client's own. */
    static ConnectionFailure of(SQLException error) {
        // A certificate that is not trusted is the cause of a broken handshake: the last reason in the chain is the
        // real one.
        ConnectionFailure found = passing("no connection to the server, or no longer: " + error.getMessage());
        for (Throwable at = error; at != null; at = at.getCause()) {
            if (at instanceof UnknownHostException) {
                found = passing("the server cannot be reached: its host name is unknown; check the host in the URL");
            } else if (at instanceof ConnectException || at instanceof NoRouteToHostException) {
                found = passing("the server cannot be reached: nothing accepts connections there; check host and port,"
                        + " and whether the server runs");
            } else if (at instanceof SocketTimeoutException) {
                found = passing("the server does not answer in time");
            } else if (at instanceof EOFException) {
                found = passing("the server has closed the connection");
            } else if (at instanceof SSLException) {
                found = passing("no encrypted connection came about; check sslmode and certificates");
            } else if (at instanceof GeneralSecurityException || at instanceof FileNotFoundException) {
                found = new ConnectionFailure(
                        "a certificate is missing or not trusted; check sslmode, sslrootcert, sslcert and sslkey",
                        true);
            }
        }
        return found;
    }

    private static ConnectionFailure passing(String text) {
        return new ConnectionFailure(text, false);
    }
}
