package dev.cormorant.core.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was bound to a prepared statement, for the log of slow statements. Made only where
 * {@code monitor.bind-values} is on, since it costs a reflective call for every call of the driver.
 */
public final class BoundValues implements InvocationHandler {

    private static final int MOST = 100;
    private static final int LONGEST = 100;

    private final PreparedStatement delegate;
    private final List<String> values = new ArrayList<>();

    private BoundValues(PreparedStatement delegate) {
        this.delegate = delegate;
    }

    /**
     * Stands before a statement and remembers what is bound to it.
     *
     * @param <S> {@link PreparedStatement} or {@link CallableStatement}
     * @param type the interface
     * @param statement the statement of the driver
     * @return a statement that passes every call on
     */
    public static <S extends PreparedStatement> S remembering(Class<S> type, S statement) {
        return type.cast(Proxy.newProxyInstance(
                BoundValues.class.getClassLoader(), new Class<?>[] {type}, new BoundValues(statement)));
    }

    /**
     * What is bound now; asked by the thread that runs the statement.
     *
     * @param statement any statement
     * @return the values in order, as text; empty if they are not remembered
     */
    public static List<String> of(Statement statement) {
        return Proxy.isProxyClass(statement.getClass())
                        && Proxy.getInvocationHandler(statement) instanceof BoundValues bound
                ? List.copyOf(bound.values)
                : List.of();
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getName().equals("clearParameters")) {
            values.clear();
        } else if (method.getName().startsWith("set")
                && arguments != null
                && arguments.length >= 2
                && arguments[0] instanceof Integer index) {
            remember(index, method.getName().equals("setNull") ? null : arguments[1]);
        }
        try {
            return method.invoke(delegate, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }

    private void remember(int index, @Nullable Object value) {
        if (index < 1 || index > MOST) {
            return;
        }
        while (values.size() < index) {
            values.add("?");
        }
        values.set(index - 1, text(value));
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        boolean plain = value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof java.util.Date
                || value instanceof java.time.temporal.Temporal
                || value instanceof java.util.UUID;
        String text = plain ? value.toString() : "(" + value.getClass().getSimpleName() + ")";
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
