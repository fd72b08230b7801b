package dev.cormorant.core.internal.jdbc;

import dev.cormorant.core.lease.Lease;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The open statements of one connection, linked through themselves: to keep them costs no object. */
final class OpenStatements {

    private @Nullable TrackedStatement newest;

    boolean isEmpty() {
        return newest == null;
    }

    void add(TrackedStatement statement) {
        TrackedStatement before = newest;
        statement.older = before;
        if (before != null) {
            before.newer = statement;
        }
        newest = statement;
    }

    void remove(TrackedStatement statement) {
        TrackedStatement older = statement.older;
        TrackedStatement newer = statement.newer;
        if (older != null) {
            older.newer = newer;
        }
        if (newer != null) {
            newer.older = older;
        } else if (newest == statement) {
            newest = older;
        }
        statement.older = null;
        statement.newer = null;
    }

    /** Closes all, newest first; returns the first failure with the others suppressed, or null. */
    @Nullable
    SQLException closeAll() {
        SQLException first = null;
        TrackedStatement statement = newest;
        while (statement != null) {
            TrackedStatement older = statement.older;
            Lease lease = statement.lease;
            try {
                statement.close();
            } catch (SQLException failed) {
                lease.poison();
                if (first == null) {
                    first = failed;
                } else {
                    first.addSuppressed(failed);
                }
            }
            statement = older;
        }
        return first;
    }
}
