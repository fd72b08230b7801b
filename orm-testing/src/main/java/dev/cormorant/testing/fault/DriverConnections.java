package dev.cormorant.testing.fault;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source whose connections are those that a driver opens; which one is said by the thread that asks. */
final class DriverConnections implements DataSource {

    private static final ThreadLocal<@Nullable Opening> OPENING = new ThreadLocal<>();

    /** Opens a connection. */
    interface Opening {
        Connection open() throws SQLException;
    }

    /** Asks for a connection in a way that ends here, where it is opened. */
    Connection with(Opening real, Opening asking) throws SQLException {
        OPENING.set(real);
        try {
            return asking.open();
        } finally {
            OPENING.remove();
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Opening real = OPENING.get();
        if (real == null) {
            throw new SQLException("asked outside a connect of the driver");
        }
        return real.open();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // Nothing is written.
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps no " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
