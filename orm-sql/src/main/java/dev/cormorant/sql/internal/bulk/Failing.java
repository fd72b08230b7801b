package dev.cormorant.sql.internal.bulk;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.BulkException;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.ReadOnlyException;
import dev.cormorant.core.error.RefusedException;
import dev.cormorant.core.error.StatementCancelledException;
import dev.cormorant.core.error.StatementException;
import dev.cormorant.core.error.StatementTimeoutException;
import dev.cormorant.core.error.SyntaxException;
import java.sql.SQLException;

/** How the failures of one load are told. For one thread. */
final class Failing {

    private final Database database;
    private final String attempted;
    private long stayed;

    Failing(Database database, String attempted) {
        this.database = database;
        this.attempted = attempted;
    }

    /** Notes that so many rows are committed. */
    void stays(long rows) {
        stayed = rows;
    }

    OrmException translated(SQLException failed) {
        return database.translate(failed, FailedOperation.of(attempted, database.label()));
    }

    /** Whether a failure may be the fault of a row: then it is worth looking for that. */
    static boolean isOfRow(OrmException meaning) {
        return meaning instanceof MappingException
                || meaning instanceof RefusedException
                || (meaning instanceof StatementException
                        && !(meaning instanceof StatementTimeoutException
                                || meaning instanceof StatementCancelledException
                                || meaning instanceof SyntaxException
                                || meaning instanceof ReadOnlyException));
    }

    BulkException ofRow(long row, Throwable cause) {
        return new BulkException(
                message("row " + row + " of the input cannot go in, and " + remains() + ": " + why(cause)),
                row,
                stayed,
                cause);
    }

    BulkException early(Throwable cause) {
        return new BulkException(message("it ended early, and " + remains() + ": " + why(cause)), 0, stayed, cause);
    }

    StatementCancelledException interrupted() {
        return new StatementCancelledException(message("the thread was interrupted"), null);
    }

    /** What was attempted is said once. */
    private String why(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        String prefix = message("");
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    private String remains() {
        return stayed == 0 ? "nothing stays" : stayed + " rows stay that were committed before";
    }

    String message(String wrong) {
        return FailedOperation.of(attempted, database.label()).message(wrong);
    }
}
