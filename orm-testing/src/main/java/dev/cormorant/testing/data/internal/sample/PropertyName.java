package dev.cormorant.testing.data.internal.sample;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.Locale;

/** Tells the name behind a method reference. */
public final class PropertyName {

    private PropertyName() {}

    /**
     * The name of the component that a method reference means.
     *
     * @param reference the method reference
     * @return the name of the method, for {@code getName} and {@code isName} that of the property
     * @throws IllegalArgumentException if it is a lambda, or its class is closed to us
     */
    public static String of(Serializable reference) {
        try {
            Method form = reference.getClass().getDeclaredMethod("writeReplace");
            form.setAccessible(true);
            String name = ((SerializedLambda) form.invoke(reference)).getImplMethodName();
            if (!name.startsWith("lambda$")) {
                return property(name);
            }
        } catch (ReflectiveOperationException | RuntimeException closed) {
            throw refusal(closed);
        }
        throw refusal(null);
    }

    private static String property(String method) {
        int prefix = method.matches("get[A-Z].*") ? 3 : method.matches("is[A-Z].*") ? 2 : 0;
        return prefix == 0
                ? method
                : method.substring(prefix, prefix + 1).toLowerCase(Locale.ROOT) + method.substring(prefix + 1);
    }

    private static IllegalArgumentException refusal(@org.jspecify.annotations.Nullable Throwable cause) {
        return new IllegalArgumentException(
                "a property is a method reference such as City::name; otherwise give its name: with(\"name\", …)",
                cause);
    }
}
