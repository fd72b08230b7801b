package dev.cormorant.sql.entity;

import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The other end of a {@code @ManyToOne} or {@code @OneToOne}, which knows whether it was fetched: nothing is read because it is
 * asked. Immutable; as thread-safe as the entity in it.
 *
 * @param <T> the entity at the other end
 */
public final class One<T> {

    private final @Nullable T entity;
    private final @Nullable String missing;

    private One(@Nullable T entity, @Nullable String missing) {
        this.entity = entity;
        this.missing = missing;
    }

    /**
     * One that is there.
     *
     * @param <T> the entity
     * @param entity the entity
     * @return it, as fetched
     */
    public static <T> One<T> of(T entity) {
        return new One<>(Objects.requireNonNull(entity, "entity"), null);
    }

    /**
     * The knowledge that there is none.
     *
     * @param <T> the entity that might be there
     * @return nothing, as fetched
     */
    public static <T> One<T> none() {
        return new One<>(null, null);
    }

    /**
     * One that was not fetched, which a write leaves as it is.
     *
     * @param <T> the entity
     * @param relation its name, for messages: {@code customer}
     * @return no knowledge
     */
    public static <T> One<T> notLoaded(String relation) {
        return new One<>(null, relation);
    }

    /** {@return whether it was fetched, or set} */
    public boolean isLoaded() {
        return missing == null;
    }

    /**
     * The entity, if there is one.
     *
     * @return the entity; empty if there is none
     * @throws IllegalStateException if it was not fetched
     */
    public Optional<T> find() {
        if (missing != null) {
            throw NotFetched.of(missing);
        }
        return Optional.ofNullable(entity);
    }

    /**
     * The entity that must be there.
     *
     * @return the entity
     * @throws IllegalStateException if it was not fetched
     * @throws NoSuchElementException if there is none
     */
    public T get() {
        return find().orElseThrow(() -> new NoSuchElementException("there is none at the other end"));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof One<?> one && isLoaded() == one.isLoaded() && Objects.equals(entity, one.entity);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(entity);
    }

    /** {@return what it holds, or that it was not fetched} */
    @Override
    public String toString() {
        return missing != null ? "not fetched" : String.valueOf(entity);
    }
}
