package dev.cormorant.sql.internal.repository;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;

/** The methods of an interface that have a body, bound once. */
final class Bodies {

    private static final MethodType FORM = MethodType.methodType(Object.class, Object.class, Object[].class);

    private Bodies() {}

    /** {@return what can be called of them, of the type {@code (Object, Object[])Object}} */
    static Map<Method, MethodHandle> of(Class<?> type) {
        Map<Method, MethodHandle> bodies = new HashMap<>();
        for (Method method : type.getMethods()) {
            if (method.isDefault()) {
                bind(method, bodies);
            }
        }
        return bodies;
    }

    private static void bind(Method method, Map<Method, MethodHandle> into) {
        Class<?> owner = method.getDeclaringClass();
        try {
            MethodHandle body = MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
                    .unreflectSpecial(method, owner)
                    .asFixedArity();
            into.put(
                    method,
                    body.asSpreader(Object[].class, method.getParameterCount()).asType(FORM));
        } catch (IllegalAccessException closed) {
            // A public interface in a package that is not open to us: its proxy may call the body, which costs a little
            // more.
        }
    }
}
