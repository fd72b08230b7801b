package dev.cormorant.core.lease;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The driver's connection as a pool under a budget sees it: says once that it is closed. Statements do not go through it, since a
 * lease works on the connection inside.
 */
final class CountedConnection implements InvocationHandler {

    private static final ThreadLocal<Boolean> TRUSTED = new ThreadLocal<>();

    private final Connection driverConnection;
    private final Runnable whenClosed;
    private final AtomicBoolean closed = new AtomicBoolean();

    private CountedConnection(Connection driverConnection, Runnable whenClosed) {
        this.driverConnection = driverConnection;
        this.whenClosed = whenClosed;
    }

    static Connection of(Connection driverConnection, Runnable whenClosed) {
        return (Connection) Proxy.newProxyInstance(
                CountedConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new CountedConnection(driverConnection, whenClosed));
    }

    /** {@return the driver's connection, be it counted or not} */
    static Connection inside(Connection connection) {
        return Proxy.isProxyClass(connection.getClass())
                        && Proxy.getInvocationHandler(connection) instanceof CountedConnection counted
                ? counted.driverConnection
                : connection;
    }

    /** Runs something in which a connection need not prove that it still works, since it is only taken to be closed. */
    static <T, X extends Exception> T trusting(Take<T, X> action) throws X {
        TRUSTED.set(true);
        try {
            return action.run();
        } finally {
            TRUSTED.remove();
        }
    }

    /** Takes a connection. */
    interface Take<T, X extends Exception> {
        T run() throws X;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "isValid" -> TRUSTED.get() != null || Boolean.TRUE.equals(passOn(method, arguments));
            case "close" -> close(method);
            default -> passOn(method, arguments);
        };
    }

    private @Nullable Object close(Method method) throws Throwable {
        try {
            return passOn(method, null);
        } finally {
            if (closed.compareAndSet(false, true)) {
                whenClosed.run();
            }
        }
    }

    private @Nullable Object passOn(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(driverConnection, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }
}
