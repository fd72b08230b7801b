package dev.cormorant.sql.internal.bulk;

import dev.cormorant.core.error.OrmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/** Does parts of a load behind savepoints. For one thread. */
record Trial(Connection connection, Failing failing) {

    /** A part of a load. */
    interface Part {
        void run() throws SQLException;
    }

    /**
     * Does a part, and undoes it if that fails by what may be the fault of a row.
     *
     * @return that failure; null if the part was done
     * @throws OrmException if it fails otherwise, or cannot be undone
     */
    @Nullable
    OrmException of(Part part) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            part.run();
        } catch (SQLException failed) {
            OrmException meaning = failing.translated(failed);
            if (!Failing.isOfRow(meaning)) {
                throw meaning;
            }
            undo(before, meaning);
            return meaning;
        }
        connection.releaseSavepoint(before);
        return null;
    }

    /** A database may have ended the transaction by itself, as SQLite does when the disk is full: then that is what is told. */
    private void undo(Savepoint before, OrmException meaning) {
        try {
            connection.rollback(before);
        } catch (SQLException ended) {
            meaning.addSuppressed(ended);
            throw meaning;
        }
    }
}
