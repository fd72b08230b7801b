package dev.cormorant.testing.fault;

import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLXML;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Which JDBC interface a value is seen through. Savepoints, row ids and structs are values: no call on them reaches the
 * database, and drivers cast them to their own class.
 */
final class JdbcType {
    /** The more special before the more general. */
    private static final List<Class<?>> TYPES = List.of(
            CallableStatement.class,
            PreparedStatement.class,
            Statement.class,
            Connection.class,
            ResultSet.class,
            DatabaseMetaData.class,
            ResultSetMetaData.class,
            ParameterMetaData.class,
            NClob.class,
            Clob.class,
            Blob.class,
            Array.class,
            SQLXML.class,
            ConnectionBuilder.class);

    private JdbcType() {}

    /**
     * The most special JDBC interface of a value that still fits where it is returned. One SQLite object is a result set
     * and its own meta data, so the value alone does not tell.
     *
     * @param value what a JDBC method returned
     * @param declared the type that the method declares, perhaps {@code Object}
     * @return the interface; empty for what is no JDBC object
     */
    static Optional<Class<?>> of(Object value, Class<?> declared) {
        return TYPES.stream()
                .filter(type -> declared.isAssignableFrom(type) && type.isInstance(value))
                .findFirst();
    }
}
