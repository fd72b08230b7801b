package dev.cormorant.sql.internal.jooq;

import dev.cormorant.core.Database;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.FailedOperation;
import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.ConnectionProvider;

/** Gives jOOQ, for each statement, the connection of the current transaction, or a lease that ends with the statement. */
final class JoinedConnections implements ConnectionProvider {

    private final Database database;
    private final Access access;

    JoinedConnections(Database database, Access access) {
        this.database = database;
        this.access = access;
    }

    boolean isOf(Database other) {
        return database == other;
    }

    @Override
    public Connection acquire() {
        return database.connection(access, "jOOQ");
    }

    @Override
    public void release(Connection connection) {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw database.translate(failed, FailedOperation.of("give a connection back", database.label()));
        }
    }
}
