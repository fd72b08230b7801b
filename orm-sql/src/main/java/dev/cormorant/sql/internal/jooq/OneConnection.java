package dev.cormorant.sql.internal.jooq;

import java.sql.Connection;
import org.jooq.ConnectionProvider;

/** A connection that we took ourselves and give back ourselves. */
record OneConnection(Connection connection) implements ConnectionProvider {

    @Override
    public Connection acquire() {
        return connection;
    }

    @Override
    public void release(Connection released) {
        // Closed by whoever took it, after the result.
    }
}
