package dev.cormorant.sqlite;

import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteException;

/** SQLite's result codes, as its documentation numbers them: the low byte is the sort, the rest says more. */
final class SqliteCode {

    static final int ERROR = 1;
    static final int PERM = 3;
    static final int ABORT = 4;
    static final int BUSY = 5;
    static final int LOCKED = 6;
    static final int NO_MEMORY = 7;
    static final int READ_ONLY = 8;
    static final int INTERRUPT = 9;
    static final int IO_ERROR = 10;
    static final int CORRUPT = 11;
    static final int FULL = 13;
    static final int CANNOT_OPEN = 14;
    static final int PROTOCOL = 15;
    static final int TOO_BIG = 18;
    static final int CONSTRAINT = 19;
    static final int MISMATCH = 20;
    static final int AUTH = 23;
    static final int RANGE = 25;
    static final int NOT_A_DATABASE = 26;

    static final int BUSY_SNAPSHOT = 517;
    static final int CONSTRAINT_CHECK = 275;
    static final int CONSTRAINT_FOREIGN_KEY = 787;
    static final int CONSTRAINT_NOT_NULL = 1299;
    static final int CONSTRAINT_PRIMARY_KEY = 1555;
    static final int CONSTRAINT_UNIQUE = 2067;
    static final int CONSTRAINT_ROWID = 2579;
    static final int CONSTRAINT_DATATYPE = 3091;

    private static final int SORT = 0xff;
    private static final int DEPTH = 8;

    private SqliteCode() {}

    /** {@return what SQLite itself said, perhaps inside the exception of a batch; empty if it said nothing} */
    static Optional<SQLiteException> find(SQLException error) {
        Throwable at = error;
        for (int i = 0; at != null && i < DEPTH; i++) {
            if (at instanceof SQLiteException found) {
                return Optional.of(found);
            }
            SQLException next = at instanceof SQLException sql ? sql.getNextException() : null;
            at = next == null ? at.getCause() : next;
        }
        return Optional.empty();
    }

    /** {@return the full code} */
    static int of(SQLiteException error) {
        return error.getResultCode().code;
    }

    /** {@return the sort of a full code} */
    static int sort(int code) {
        return code & SORT;
    }
}
