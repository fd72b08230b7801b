package dev.cormorant.migrations.internal.run;

import dev.cormorant.migrations.internal.lock.MigrationLock;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one run of Flyway, which does not give back one that was lost while it put it into its first state. For
 * one thread; closed by whoever runs Flyway.
 */
public final class RunConnections implements DataSource, AutoCloseable {

    private final DataSource real;
    private final boolean single;
    private final @Nullable MigrationLock lock;
    private final Deque<Connection> taken = new ArrayDeque<>();
    private boolean lockSessionIsOut;

    /**
     * Connections of a pool.
     *
     * @param real where they are from
     * @param single whether Flyway gets one and the same whenever it asks: where there is one writer, Flyway would wait for itself
     *     with the connection that it has for callbacks. It uses one after the other
     * @param lock what the run holds, if it does; its session is the first connection, and the others are marked
     */
    public RunConnections(DataSource real, boolean single, @Nullable MigrationLock lock) {
        this.real = real;
        this.single = single;
        this.lock = lock;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Optional<Connection> session = lock == null ? Optional.empty() : lock.session();
        if (session.isPresent() && !lockSessionIsOut) {
            lockSessionIsOut = true;
            return leftOpen(session.get());
        }
        Connection first = taken.peek();
        if (single) {
            return leftOpen(first == null ? worker() : first);
        }
        return worker();
    }

    /**
     * A session that works, beside the one that has the lock.
     *
     * @return a connection; given back at the end of the run at the latest
     * @throws SQLException if none can be had
     */
    public Connection worker() throws SQLException {
        Connection connection = real.getConnection();
        taken.push(connection);
        if (lock != null) {
            lock.mark(connection);
        }
        return connection;
    }

    /** Flyway closes what it was given; this one goes on to the end of the run. */
    private static Connection leftOpen(Connection session) {
        return (Connection) Proxy.newProxyInstance(
                RunConnections.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(session, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    /** Gives back what was not, newest first. What fails is gone anyway. */
    @Override
    public void close() {
        while (!taken.isEmpty()) {
            try {
                taken.pop().close();
            } catch (SQLException lost) {
                // The run has failed because of it, and says so.
            }
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the account is that of the database");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return real.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        real.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        real.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return real.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return real.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this) ? type.cast(this) : real.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || real.isWrapperFor(type);
    }
}
