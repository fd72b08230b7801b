package dev.cormorant.core.internal.jdbc;

import java.sql.CallableStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;

/**
 * What stands behind a statement or a result that was closed. A driver may hand the same object out again from its cache, and a
 * call that comes late must not reach its next user.
 */
final class Closed {

    static final CallableStatement STATEMENT = new RefusingCallableStatement();
    static final ResultSet RESULT = new RefusingResultSet();

    private Closed() {}

    /** {@return what a call of one of the two is told} */
    static SQLException refusal(AutoCloseable closed) {
        return new SQLNonTransientException(
                "the " + (closed instanceof ResultSet ? "result" : "statement") + " is closed", "24000");
    }
}
