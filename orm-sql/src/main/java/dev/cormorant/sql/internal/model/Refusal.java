package dev.cormorant.sql.internal.model;

import dev.cormorant.core.error.MappingException;
import org.jspecify.annotations.Nullable;

/** A model that cannot work: says of which class and which component, what is wrong, and what helps. */
final class Refusal {

    private Refusal() {}

    static MappingException of(Class<?> entity, String wrong) {
        return new MappingException("map the entity " + entity.getTypeName() + ": " + wrong);
    }

    static MappingException of(Class<?> entity, String component, String wrong) {
        return of(entity, component, wrong, null);
    }

    static MappingException of(Class<?> entity, String component, String wrong, @Nullable Throwable cause) {
        return new MappingException(
                "map the entity " + entity.getTypeName() + ": the component " + component + " " + wrong, cause);
    }
}
