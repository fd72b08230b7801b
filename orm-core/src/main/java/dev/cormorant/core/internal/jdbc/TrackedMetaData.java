package dev.cormorant.core.internal.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;

/** Meta data that lead back to the instrumented connection and not round it. */
final class TrackedMetaData extends DelegatingDatabaseMetaData {

    private final Connection connection;

    TrackedMetaData(Connection connection, DatabaseMetaData delegate) {
        super(delegate);
        this.connection = connection;
    }

    @Override
    public Connection getConnection() {
        return connection;
    }
}
