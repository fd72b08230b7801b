package dev.cormorant.core.internal.jdbc;

import dev.cormorant.core.lease.Lease;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The streamed result that a connection can have open, where it forbids every other statement meanwhile, and the transaction
 * that was begun for it where results stream only inside one.
 */
final class OpenStream {

    private final ChokePoint choke;
    private @Nullable ExecutedResultSet exclusive;
    private boolean implicit;

    OpenStream(ChokePoint choke) {
        this.choke = choke;
    }

    boolean isExclusive() {
        return exclusive != null;
    }

    /** Where results stream only inside a transaction, begins one that the caller does not see. */
    void beginImplicit(Lease lease, boolean autoCommit) throws SQLException {
        if (choke.cursors.transaction() && autoCommit && !implicit) {
            lease.pooled().setAutoCommit(false);
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
        if (implicit || choke.cursors.exclusive()) {
            exclusive = rows;
        }
    }

    void ended(ExecutedResultSet rows, Lease lease, boolean success) throws SQLException {
        if (exclusive == rows) {
            exclusive = null;
        }
        endImplicit(lease, success);
    }

    void endImplicit(Lease lease, boolean success) throws SQLException {
        if (!implicit) {
            return;
        }
        implicit = false;
        Connection pooled = lease.pooled();
        try {
            if (success) {
                pooled.commit();
            } else {
                pooled.rollback();
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
