package dev.cormorant.mysql;

import com.mysql.cj.exceptions.CJCommunicationsException;
import com.mysql.cj.jdbc.exceptions.MySQLStatementCancelledException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an exception says for the machine: the server's number and SQLSTATE, of the first exception in the chain of causes that
 * has one (the pool and Connector/J wrap theirs). Numbers are those of MySQL 8.0 and MariaDB 11, which agree where both have one.
 *
 * @param number the server's number; 0 if the failure is not the server's
 * @param state the SQLSTATE; empty if there is none, as with Connector/J's time-outs and cancels
 * @param message the message that goes with it; may hold values of the row
 * @param error the exception that was thrown
 */
record VendorCode(int number, String state, String message, SQLException error) {

    /** {@code KILL} of a connection that is not there. */
    static final int NO_SUCH_THREAD = 1094;

    /** A deadlock, after which the whole transaction is rolled back. */
    static final int DEADLOCK = 1213;

    private static final int INTERRUPTED = 1317;
    private static final int PACKET_TOO_LARGE = 1153;

    /** Refused or ended connections, some of which come with a state of another class. */
    private static final Set<Integer> UNREACHABLE = Set.of(
            1040, 1053, 1077, 1078, 1079, 1080, 1129, 1152, 1158, 1159, 1160, 1161, 1184, 1203, 1226, 1927, 3169, 4031);

    static VendorCode of(SQLException error) {
        SQLException best = error;
        int depth = 0;
        for (Throwable each = error; each != null && depth < 10; each = each.getCause(), depth++) {
            if (each instanceof SQLException candidate) {
                if (candidate.getErrorCode() != 0) {
                    best = candidate;
                    break;
                }
                if (best.getSQLState() == null && candidate.getSQLState() != null) {
                    best = candidate;
                }
            }
        }
        return new VendorCode(best.getErrorCode(), text(best.getSQLState()), text(best.getMessage()), error);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** {@return whether the query was killed, by us or by somebody else} */
    boolean interrupted() {
        return number == INTERRUPTED || error instanceof MySQLStatementCancelledException;
    }

    /** {@return whether the server cannot be reached, refuses every connection, or has ended this one} */
    boolean unreachable() {
        return UNREACHABLE.contains(number) || lost();
    }

    /** {@return whether the server does not answer at all, which is not to say that it refuses} */
    boolean lost() {
        return number == 0 && (state.startsWith("08") || caused(CJCommunicationsException.class) || lostInAStream());
    }

    /** In the middle of a streamed result Connector/J 9.7.0 gives the state of a general error. */
    private boolean lostInAStream() {
        return message.startsWith("Error retrieving record") && caused(IOException.class);
    }

    /** {@return whether the connection cannot be used after this} */
    boolean fatal() {
        return unreachable() || state.startsWith("08") || number == PACKET_TOO_LARGE || outOfMemory();
    }

    /**
     * {@return whether all connections are concerned: the server is shutting down or was lost, or it was made read-only, which 1290
     * says of other options too}
     */
    boolean concernsServer() {
        boolean leaves = number == 1053 || number == 1079 || number == 1836;
        return leaves || lost() || (number == 1290 && (message.contains("read-only") || message.contains("read_only")));
    }

    /** {@return whether a result did not fit into the heap; Connector/J has then lost its place in what the server sends} */
    boolean outOfMemory() {
        return caused(OutOfMemoryError.class) || "Java heap space".equals(error.getMessage());
    }

    /** {@return whether an exception of the type is behind it} */
    boolean caused(Class<? extends Throwable> type) {
        int depth = 0;
        for (Throwable each = error; each != null && depth < 10; each = each.getCause(), depth++) {
            if (type.isInstance(each)) {
                return true;
            }
        }
        return false;
    }

    /** {@return the message of the first cause; for failures of settings, where it holds no value of a row} */
    String root() {
        Throwable root = error;
        for (int depth = 0; root.getCause() != null && depth < 10; depth++) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }

    /** {@return what is wrong with a setting} */
    String setting() {
        return message.startsWith("The connection property") ? message : root();
    }

    /** {@return what the network said, such as {@code : Connection refused}; empty if it said nothing} */
    String network() {
        return caused(IOException.class) ? ": " + root() : "";
    }

    /** {@return number and state, for messages} */
    String describe() {
        if (number == 0) {
            return state.isEmpty() ? error.getClass().getSimpleName() : "SQLSTATE " + state;
        }
        return "error " + number + ", SQLSTATE " + state;
    }
}
