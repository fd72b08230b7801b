package dev.cormorant.migrations.internal.run;

import dev.cormorant.migrations.internal.script.ScriptParser;
import dev.cormorant.migrations.internal.script.ScriptStatement;
import dev.cormorant.migrations.internal.script.Syntax;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives out one connection, whose transaction nobody but its owner ends: a commit does nothing, nor does closing. Statements that
 * would end it are refused, in callbacks too. For one thread.
 */
final class TrialConnections implements DataSource {

    private final Connection real;
    private final Syntax syntax;
    private boolean autoCommit = true;

    TrialConnections(Connection real, Syntax syntax) {
        this.real = real;
        this.syntax = syntax;
    }

    @Override
    public Connection getConnection() {
        return proxy(Connection.class, this::onConnection);
    }

    /** What a proxy does. */
    private interface Calls {
        @Nullable
        Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Calls calls) {
        return type.cast(Proxy.newProxyInstance(
                TrialConnections.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return calls.call(method, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause() == null ? thrown : thrown.getCause();
                    }
                }));
    }

    private @Nullable Object onConnection(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        switch (method.getName()) {
            case "commit", "close", "setReadOnly", "setTransactionIsolation" -> {
                return null;
            }
            case "setAutoCommit" -> {
                autoCommit = arguments != null && Boolean.TRUE.equals(arguments[0]);
                return null;
            }
            case "getAutoCommit" -> {
                return autoCommit;
            }
            case "createStatement" -> {
                Statement statement = (Statement) method.invoke(real, arguments);
                return proxy(Statement.class, (call, values) -> onStatement(statement, call, values));
            }
            default -> {
                check(arguments);
                return method.invoke(real, arguments);
            }
        }
    }

    private @Nullable Object onStatement(Statement statement, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getName().equals("getConnection")) {
            return getConnection();
        }
        check(arguments);
        return method.invoke(statement, arguments);
    }

    private void check(@Nullable Object @Nullable [] arguments) throws SQLException {
        if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
            for (ScriptStatement statement : ScriptParser.parse(sql, syntax)) {
                Optional<String> why = NotToBeTried.why(statement, syntax);
                if (why.isPresent()) {
                    throw new SQLException("a trial does not run this: " + why.get());
                }
            }
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the account is that of the database");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("there is no log of its own");
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("the connection is there");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("there is no log of its own");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("this is no " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
