package dev.cormorant.core.internal.jdbc;

import java.sql.CallableStatement;

/** A call of a stored procedure. */
final class TrackedCallableStatement extends DelegatingCallableStatement {

    TrackedCallableStatement(LeasedConnection connection, String sql, long id, CallableStatement delegate) {
        super(connection, sql, id, delegate);
    }

    @Override
    void refuseCalls() {
        super.refuseCalls();
        delegateTo(Closed.STATEMENT);
    }
}
