package dev.cormorant.core.internal.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A prepared statement; its first run has the id under which it was prepared. */
class TrackedPreparedStatement extends DelegatingPreparedStatement {

    TrackedPreparedStatement(LeasedConnection connection, String sql, long id, PreparedStatement delegate) {
        super(connection, sql, id, delegate);
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        return query(takeId(), text(), () -> preparedDelegate().executeQuery());
    }

    @Override
    public boolean execute() throws SQLException {
        return runAny(takeId(), text(), () -> preparedDelegate().execute());
    }

    @Override
    public int executeUpdate() throws SQLException {
        connection.stream.refuseBeside(text());
        return run(takeId(), text(), () -> preparedDelegate().executeUpdate());
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        connection.stream.refuseBeside(text());
        return run(takeId(), text(), () -> preparedDelegate().executeLargeUpdate());
    }

    @Override
    void refuseCalls() {
        super.refuseCalls();
        delegateTo((PreparedStatement) Closed.STATEMENT);
    }
}
