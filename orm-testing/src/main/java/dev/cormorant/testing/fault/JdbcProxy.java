package dev.cormorant.testing.fault;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Stands before one JDBC object: every call on it asks the {@link CallLog} first; what it returns is wrapped as well. */
final class JdbcProxy implements InvocationHandler {
    private final CallLog log;
    private final Object target;
    private final Class<?> type;
    private final @Nullable JdbcProxy owner;
    private final @Nullable Line line;
    private final Object self;

    private JdbcProxy(CallLog log, Object target, Class<?> type, @Nullable JdbcProxy owner) {
        this.log = log;
        this.target = target;
        this.type = type;
        this.owner = owner;
        Line inherited = owner == null ? null : owner.line;
        this.line = inherited == null && type == Connection.class ? log.opened() : inherited;
        this.self = Proxy.newProxyInstance(JdbcProxy.class.getClassLoader(), new Class<?>[] {type}, this);
    }

    static DataSource around(DataSource target, CallLog log) {
        return (DataSource) new JdbcProxy(log, target, DataSource.class, null).self;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given) throws Throwable {
        @Nullable Object[] args = given == null ? new Object[0] : given;
        if (method.getDeclaringClass() == Object.class) {
            return asObject(method, args);
        }
        CallKind kind = CallKind.of(method);
        if (kind == CallKind.LOCAL) {
            return carryOut(method, args);
        }
        Verdict verdict = log.judge(type.getSimpleName() + "." + method.getName(), kind, line);
        if (verdict instanceof Verdict.NotValid) {
            return false;
        }
        if (verdict instanceof Verdict.Fail failure) {
            throw failed(failure, method, kind, args);
        }
        log.slowdown().await(method.getName());
        return wrap(real(method, kind, args), method);
    }

    private Object asObject(Method method, @Nullable Object[] args) {
        return switch (method.getName()) {
            case "equals" -> self == args[0];
            case "hashCode" -> System.identityHashCode(self);
            default ->
                "faulty " + type.getSimpleName() + " of " + target.getClass().getName();
        };
    }

    private Throwable failed(Verdict.Fail failure, Method method, CallKind kind, @Nullable Object[] args)
            throws Throwable {
        if (failure.carryOut() && real(method, kind, args) instanceof AutoCloseable nobodyGetsIt) {
            closeOnto(failure.error(), nobodyGetsIt);
        }
        return throwable(failure.error(), method);
    }

    private static void closeOnto(Throwable error, AutoCloseable opened) {
        try {
            opened.close();
        } catch (Exception e) {
            error.addSuppressed(e);
        }
    }

    /** Makes the error one that the method may throw; otherwise the caller would see an UndeclaredThrowableException. */
    private static Throwable throwable(Throwable error, Method method) {
        boolean declared = Arrays.stream(method.getExceptionTypes()).anyMatch(type -> type.isInstance(error));
        if (declared || error instanceof RuntimeException || error instanceof Error) {
            return error;
        }
        if (error instanceof SQLException sql) {
            return new SQLClientInfoException(sql.getMessage(), sql.getSQLState(), sql.getErrorCode(), Map.of(), sql);
        }
        return new IllegalStateException(
                "a fault throws a SQLException, a RuntimeException or an Error, not a "
                        + error.getClass().getName(),
                error);
    }

    private @Nullable Object real(Method method, CallKind kind, @Nullable Object[] args) throws Throwable {
        if (line != null && type == Connection.class && kind == CallKind.RELEASE) {
            log.released(line);
        }
        return carryOut(method, args);
    }

    private @Nullable Object carryOut(Method method, @Nullable Object[] args) throws Throwable {
        if (args.length == 1 && args[0] instanceof Class<?> wanted && wanted.isInstance(self)) {
            if (method.getName().equals("unwrap")) {
                return self;
            }
            if (method.getName().equals("isWrapperFor")) {
                return true;
            }
        }
        try {
            return method.invoke(
                    target, Arrays.stream(args).map(JdbcProxy::unwrapped).toArray());
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private static @Nullable Object unwrapped(@Nullable Object value) {
        return handlerOf(value).map(handler -> handler.target).orElse(value);
    }

    private static Optional<JdbcProxy> handlerOf(@Nullable Object value) {
        if (value == null || !Proxy.isProxyClass(value.getClass())) {
            return Optional.empty();
        }
        return Proxy.getInvocationHandler(value) instanceof JdbcProxy handler ? Optional.of(handler) : Optional.empty();
    }

    private @Nullable Object wrap(@Nullable Object value, Method method) {
        if (value == null || handlerOf(value).isPresent() || method.getName().equals("unwrap")) {
            return value;
        }
        Class<?> declared = method.getReturnType();
        for (JdbcProxy above = this; above != null; above = above.owner) {
            boolean sameObject = above.target == value && declared.isInstance(above.self);
            if (sameObject || (declared == Connection.class && above.type == Connection.class)) {
                return above.self;
            }
        }
        return JdbcType.of(value, declared)
                .<Object>map(found -> new JdbcProxy(log, value, found, this).self)
                .orElse(value);
    }
}
