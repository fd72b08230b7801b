package dev.cormorant.postgres;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What is known of an error of the JDBC driver or of the pool: both wrap the one that matters, the pool as the cause and a batch
 * as the next exception.
 *
 * @param state the SQLSTATE; empty if there is none
 * @param answer what the server said; null if the error is the client's own
 * @param error the exception that has the state
 */
record VendorError(String state, @Nullable ServerErrorMessage answer, SQLException error) {

    /** Session ended by the server: by an administrator, a crash, a limit on idle time, a dropped database. */
    private static final Set<String> SESSION_ENDED =
            Set.of("57P01", "57P02", "57P03", "57P04", "57P05", "25P03", "25P04");

    /** Shutdown by an administrator, crash, start or end of the server; a write on a server that only reads. */
    private static final Set<String> SERVER_LEAVES = Set.of("57P01", "57P02", "57P03", "25006");

    private static final int DEEPEST = 16;

    static VendorError in(SQLException thrown) {
        SQLException first = null;
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < DEEPEST; depth++) {
            if (at instanceof PSQLException ours && ours.getServerErrorMessage() != null) {
                return new VendorError(state(ours), ours.getServerErrorMessage(), ours);
            }
            if (first == null && at instanceof SQLException some && some.getSQLState() != null) {
                first = some;
            }
            at = behind(at);
        }
        SQLException chosen = first == null ? thrown : first;
        return new VendorError(state(chosen), null, chosen);
    }

    private static @Nullable Throwable behind(Throwable at) {
        SQLException next = at instanceof SQLException some ? some.getNextException() : null;
        return next == null ? at.getCause() : next;
    }

    private static String state(SQLException error) {
        String state = error.getSQLState();
        return state == null ? "" : state;
    }

    /** {@return the first two characters of the SQLSTATE, which name its class} */
    String stateClass() {
        return state.length() < 2 ? "" : state.substring(0, 2);
    }

    /** {@return what the server said in one line, or the driver, where its message holds no value of a row} */
    String text() {
        ServerErrorMessage said = answer;
        String text = said == null ? error.getMessage() : said.getMessage();
        return text == null
                ? error.getClass().getSimpleName()
                : text.replaceAll("\\s+", " ").strip();
    }

    Optional<String> constraint() {
        return Optional.ofNullable(answer).map(ServerErrorMessage::getConstraint);
    }

    Optional<String> table() {
        return Optional.ofNullable(answer).map(ServerErrorMessage::getTable);
    }

    Optional<String> column() {
        return Optional.ofNullable(answer).map(ServerErrorMessage::getColumn);
    }

    /**
     * Whether the connection is lost. An answer of the server counts by its code and by its severity, which is a word in the
     * server's language, so that only the codes are sure; a client's own error of class 08 means that the socket is gone.
     */
    boolean isFatal() {
        ServerErrorMessage said = answer;
        if (said == null) {
            return stateClass().equals("08");
        }
        return SESSION_ENDED.contains(state)
                || "FATAL".equals(said.getSeverity())
                || "PANIC".equals(said.getSeverity());
    }

    /** Whether all connections are concerned: the server is shutting down or was lost, or is a standby now. */
    boolean concernsServer() {
        return answer == null ? stateClass().equals("08") : SERVER_LEAVES.contains(state);
    }
}
