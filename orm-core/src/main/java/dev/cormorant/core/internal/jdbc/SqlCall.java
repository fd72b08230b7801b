package dev.cormorant.core.internal.jdbc;

import java.sql.SQLException;

/** A call of the JDBC driver. */
@FunctionalInterface
interface SqlCall<T> {
    T call() throws SQLException;
}
