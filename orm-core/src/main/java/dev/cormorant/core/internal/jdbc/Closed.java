package dev.cormorant.core.internal.jdbc;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind a statement or a result that was closed. A driver may hand the same object out again from its cache, and a
 * call that comes late must not reach its next user.
 */
final class Closed {

    static final CallableStatement STATEMENT = refusing(CallableStatement.class, "statement");
    static final ResultSet RESULT = refusing(ResultSet.class, "result");

    private Closed() {}

    private static <T> T refusing(Class<T> type, String what) {
        return type.cast(Proxy.newProxyInstance(
                Closed.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer(what, proxy, method, arguments)));
    }

    private static @Nullable Object answer(String what, Object proxy, Method method, Object @Nullable [] arguments)
            throws SQLException {
        return switch (method.getName()) {
            case "close" -> null;
            case "isClosed" -> true;
            case "toString" -> "closed " + what;
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> arguments != null && proxy == arguments[0];
            default -> throw new SQLNonTransientException("the " + what + " is closed", "24000");
        };
    }
}
