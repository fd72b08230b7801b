package dev.cormorant.core.internal.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A result that leads back to the instrumented statement: generated keys and the further results of a procedure. */
class TrackedResultSet extends DelegatingResultSet {

    final TrackedStatement statement;

    TrackedResultSet(TrackedStatement statement, ResultSet delegate) {
        super(delegate);
        this.statement = statement;
    }

    @Override
    public final Statement getStatement() {
        return statement;
    }

    @Override
    public void close() throws SQLException {
        ResultSet open = delegate();
        delegateTo(Closed.RESULT);
        open.close();
    }
}
