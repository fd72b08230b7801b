package dev.cormorant.sql.internal.repository;

import dev.cormorant.core.error.OrmException;
import dev.cormorant.sql.internal.query.QueryException;
import jakarta.data.repository.Insert;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is behind a repository: the plan of each method. */
final class RepositoryHandler implements InvocationHandler {

    private static final @Nullable Object[] NONE = {};

    private final Class<?> type;
    private final String database;
    private final Map<Method, Plan> plans;
    private final Map<Method, MethodHandle> bodies;

    RepositoryHandler(Class<?> type, String database, Map<Method, Plan> plans) {
        this.type = type;
        this.database = database;
        this.plans = Map.copyOf(plans);
        this.bodies = Map.copyOf(Bodies.of(type));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        Plan plan = plans.get(method);
        if (plan != null) {
            return run(plan, method, arguments == null ? NONE : arguments);
        }
        MethodHandle body = bodies.get(method);
        if (body != null) {
            // The call must have the very type of the handle, which a conditional expression would blur.
            @Nullable Object[] given = arguments == null ? NONE : arguments;
            return (Object) body.invokeExact(proxy, given);
        }
        if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> type.getSimpleName() + " on " + database;
        };
    }

    private @Nullable Object run(Plan plan, Method method, @Nullable Object[] arguments) {
        try {
            return plan.run(arguments);
        } catch (OrmException failed) {
            throw StandardErrors.of(failed, method.isAnnotationPresent(Insert.class));
        } catch (QueryException wrong) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + "." + method.getName() + ": " + wrong.getMessage(), wrong);
        }
    }
}
