package dev.cormorant.core.internal.jdbc;

import dev.cormorant.core.config.StatementConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.ConnectionUnavailableException;
import dev.cormorant.core.lease.LeaseRequest;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The data source that other frameworks are given: every connection is a lease, every statement an execution. */
public final class InstrumentedDataSource implements DataSource {

    private final ChokePoint choke;
    private final StatementConfig limits;
    private final LeaseRequest request;

    /**
     * Makes a data source on a choke point.
     *
     * @param choke the choke point
     * @param limits the limits of statements, and what a SELECT does that names no fetch size
     * @param acquireTimeout the longest wait for a connection
     */
    public InstrumentedDataSource(ChokePoint choke, StatementConfig limits, Duration acquireTimeout) {
        this.choke = choke;
        this.limits = limits;
        // Where connections are divided, one begins by reading and moves on with its first write.
        this.request =
                new LeaseRequest(choke.divided ? Access.READ : Access.WRITE, "data source", false, acquireTimeout);
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            return choke.open(request, limits);
        } catch (ConnectionUnavailableException unavailable) {
            throw new SQLTransientConnectionException(unavailable.getMessage(), "08000", unavailable);
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("connect to " + choke.database
                + ": user and password belong into its configuration, use getConnection()");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // Nothing is written: SLF4J is the log.
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("set pool.acquire-timeout in the configuration instead");
    }

    @Override
    public int getLoginTimeout() {
        return (int) request.maxWait().toSeconds();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("dev.cormorant");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("the data source of " + choke.database + " wraps no " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
