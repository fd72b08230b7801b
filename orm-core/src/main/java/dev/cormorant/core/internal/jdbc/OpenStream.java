package dev.cormorant.core.internal.jdbc;

import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.lease.Lease;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The streamed result that a connection can have open, where it forbids every other statement meanwhile, and the transaction
 * that was begun for it where results stream only inside one.
 */
final class OpenStream {

    private final LeasedConnection connection;
    private @Nullable ExecutedResultSet exclusive;
    private boolean implicit;

    OpenStream(LeasedConnection connection) {
        this.connection = connection;
    }

    /** Says in our words what the driver would say in its own, if it noticed. */
    void refuseBeside(String sql) throws SQLException {
        if (exclusive != null) {
            throw connection.choke.refused(
                    "run \"" + FailedOperation.shortened(sql) + "\"",
                    "a streamed result is open on this connection, which can run nothing else meanwhile: read or close it"
                            + " first, or let plain selects be loaded whole (statement.plain-selects=buffer)");
        }
    }

    /** Where results stream only inside a transaction, begins one that the caller does not see. */
    void beginImplicit() throws SQLException {
        if (connection.choke.cursors.transaction() && connection.getAutoCommit() && !implicit) {
            connection.lease().pooled().setAutoCommit(false);
            implicit = true;
        }
    }

    /** {@return whether there was such a transaction, which is the caller's own from now on} */
    boolean handOverImplicit() {
        boolean was = implicit;
        implicit = false;
        return was;
    }

    void opened(ExecutedResultSet rows) {
        if (implicit || connection.choke.cursors.exclusive()) {
            exclusive = rows;
        }
    }

    void ended(ExecutedResultSet rows, boolean success) throws SQLException {
        if (exclusive == rows) {
            exclusive = null;
        }
        endImplicit(success);
    }

    void endImplicit(boolean success) throws SQLException {
        if (!implicit) {
            return;
        }
        implicit = false;
        Lease lease = connection.lease();
        Connection pooled = lease.pooled();
        try {
            if (success) {
                pooled.commit();
            } else {
                pooled.rollback();
                connection.route().rolledBack();
            }
            pooled.setAutoCommit(true);
        } catch (SQLException failed) {
            lease.poison();
            if (success) {
                throw failed;
            }
        }
    }
}
