package dev.cormorant.sql.internal.model;

import dev.cormorant.sql.entity.Many;
import dev.cormorant.sql.entity.One;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a component holds the other end of a relation, and how it says that it was not fetched. */
enum RelationForm {
    /** The entity; null if there is none, or it was not fetched. */
    PLAIN(false) {
        @Override
        @Nullable
        Object loaded(List<?> entities) {
            return entities.isEmpty() ? null : entities.get(0);
        }

        @Override
        @Nullable
        List<Object> members(@Nullable Object value) {
            return value == null ? null : List.of(value);
        }
    },
    /** A {@link One}. */
    ONE(false) {
        @Override
        Object loaded(List<?> entities) {
            return entities.isEmpty() ? One.none() : One.of(entities.get(0));
        }

        @Override
        Object notLoaded(String name) {
            return One.notLoaded(name);
        }

        @Override
        @Nullable
        List<Object> members(@Nullable Object value) {
            return value instanceof One<?> one && one.isLoaded()
                    ? new ArrayList<>(one.find().stream().toList())
                    : null;
        }
    },
    /** A list; null if it was not fetched. */
    LIST(true) {
        @Override
        Object loaded(List<?> entities) {
            return entities;
        }
    },
    /** A set; null if it was not fetched. */
    SET(true) {
        @Override
        Object loaded(List<?> entities) {
            return new LinkedHashSet<>(entities);
        }
    },
    /** A {@link Many}. */
    MANY(true) {
        @Override
        Object loaded(List<?> entities) {
            return Many.of(entities);
        }

        @Override
        Object notLoaded(String name) {
            return Many.notLoaded(name);
        }

        @Override
        @Nullable
        List<Object> members(@Nullable Object value) {
            return value instanceof Many<?> many && many.isLoaded() ? new ArrayList<>(many.list()) : null;
        }
    };

    private final boolean many;

    RelationForm(boolean many) {
        this.many = many;
    }

    /** {@return whether it may hold several} */
    boolean isMany() {
        return many;
    }

    /** {@return what a component of the form holds for entities that were fetched} */
    abstract @Nullable Object loaded(List<?> entities);

    /** {@return what it holds if nothing was fetched} */
    @Nullable
    Object notLoaded(String name) {
        return null;
    }

    /** {@return the entities that it holds; null if none were fetched} */
    @Nullable
    List<Object> members(@Nullable Object value) {
        return value instanceof Collection<?> entities ? new ArrayList<>(entities) : null;
    }

    /** {@return the form of a component of a type; null for a collection that is none of them} */
    static @Nullable RelationForm of(Class<?> type) {
        if (type == One.class) {
            return ONE;
        } else if (type == Many.class) {
            return MANY;
        } else if (type == List.class || type == Collection.class) {
            return LIST;
        } else if (type == Set.class) {
            return SET;
        }
        return Iterable.class.isAssignableFrom(type) || type == Optional.class || type.isArray() ? null : PLAIN;
    }
}
