package dev.cormorant.testing.fault;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Fails the nth JDBC call made on a real data source and on everything reached from it: connections, statements, result
 * sets, meta data, large objects.
 *
 * <p>Counted is each call of a method that may throw a {@link SQLException}, whoever makes it and from whatever thread.
 * What {@code unwrap} gives for a vendor's own class or interface is the real object, whose calls are not seen.
 *
 * <p>A new one counts at once and fails nothing until it is {@linkplain #arm(Fault) armed}. Safe for use by many
 * threads. It owns nothing and need not be closed; it never closes the real data source.
 */
public final class FaultyDataSource implements DataSource {
    private final CallLog log = new CallLog();
    private final DataSource proxy;

    private FaultyDataSource(DataSource target) {
        this.proxy = JdbcProxy.around(Objects.requireNonNull(target, "target"), log);
    }

    /**
     * Wraps a data source; calls are counted and none fails yet.
     *
     * @param target the real data source
     * @return the data source to hand to the code under test
     */
    public static FaultyDataSource of(DataSource target) {
        return of(target, Fault.none());
    }

    /**
     * Wraps a data source and arms it.
     *
     * @param target the real data source
     * @param fault which call fails, and how
     * @return the data source to hand to the code under test
     */
    public static FaultyDataSource of(DataSource target, Fault fault) {
        FaultyDataSource faulty = new FaultyDataSource(target);
        faulty.arm(fault);
        return faulty;
    }

    /**
     * Starts the count anew, with another fault. Connections that an earlier fault killed stay dead.
     *
     * @param fault which call fails, and how; {@link Fault#none()} to count only
     */
    public void arm(Fault fault) {
        log.arm(Objects.requireNonNull(fault, "fault"));
    }

    /**
     * Stops counting and failing, as when the server is back. What was counted can still be read; connections that a
     * fault killed stay dead.
     */
    public void disarm() {
        log.disarm();
    }

    /**
     * Makes calls wait before they are carried out, those on open connections too, whether it is armed or not.
     *
     * @param slowdown which calls, and how long; {@link Slowdown#none()} for no wait any more
     */
    public void slowDown(Slowdown slowdown) {
        log.slowDown(Objects.requireNonNull(slowdown, "slowdown"));
    }

    /** {@return how many calls were counted since it was last armed} */
    public long calls() {
        return log.count();
    }

    /** {@return the nth call, such as {@code PreparedStatement.executeQuery}; empty if it has not been made} */
    public Optional<String> failedCall() {
        return log.failed().map(Call::name);
    }

    /** {@return the latest counted calls, oldest first, 256 at most} */
    public List<Call> trace() {
        return log.latest();
    }

    /** {@return how many connections were handed out and neither closed nor aborted; since creation, armed or not} */
    public int openConnections() {
        return log.openLines();
    }

    @Override
    public Connection getConnection() throws SQLException {
        return proxy.getConnection();
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return proxy.getConnection(username, password);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return proxy.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        proxy.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        proxy.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return proxy.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return proxy.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this) ? type.cast(this) : proxy.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || proxy.isWrapperFor(type);
    }

    /** {@return the count and the call that failed, for a test's report} */
    @Override
    public String toString() {
        return "FaultyDataSource[calls=" + calls() + ", failed=" + failedCall().orElse("none") + ", open connections="
                + openConnections() + "]";
    }
}
