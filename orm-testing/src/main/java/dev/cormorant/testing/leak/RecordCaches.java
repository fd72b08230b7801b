package dev.cormorant.testing.leak;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/**
 * Up to Java 17 at least, the JDK remembers the component type of the record whose {@code equals}, {@code hashCode} or {@code
 * toString} was linked last, and with it one class loader: the last one that linked such a method, which is not its fault. Here
 * they are linked for a record of our own instead.
 */
final class RecordCaches {

    private RecordCaches() {}

    private record Placeholder(String component) {}

    static void displaceLast() {
        displace("equals", MethodType.methodType(boolean.class, Placeholder.class, Object.class));
        displace("hashCode", MethodType.methodType(int.class, Placeholder.class));
        displace("toString", MethodType.methodType(String.class, Placeholder.class));
    }

    private static void displace(String method, MethodType type) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodHandle component =
                    lookup.findVirtual(Placeholder.class, "component", MethodType.methodType(String.class));
            Object linked = ObjectMethods.bootstrap(lookup, method, type, Placeholder.class, "component", component);
            if (linked == null) {
                throw new IllegalStateException("the JDK linked nothing for " + method + " of a record");
            }
        } catch (Throwable failed) {
            throw new IllegalStateException("the JDK did not link " + method + " of a record", failed);
        }
    }
}
