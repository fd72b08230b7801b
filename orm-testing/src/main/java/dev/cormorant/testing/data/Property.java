package dev.cormorant.testing.data;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A component of a record, or a getter of a class, as a method reference: {@code City::name}. It is serializable so that its name can
 * be told; a lambda has none and is refused.
 *
 * @param <T> the entity
 * @param <V> the type of the component
 */
@FunctionalInterface
public interface Property<T, V extends @Nullable Object> extends Serializable {

    /**
     * The value in an instance.
     *
     * @param entity the instance
     * @return its value
     */
    V of(T entity);
}
