package dev.cormorant.sql.entity;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The other ends of a {@code @OneToMany} or {@code @ManyToMany}, which know whether they were fetched: empty is not the same as not
 * fetched, and nothing is read because it is asked. Immutable; as thread-safe as the entities in it.
 *
 * @param <T> the entities at the other end
 */
public final class Many<T> implements Iterable<T> {

    private final List<T> entities;
    private final @Nullable String missing;

    private Many(List<T> entities, @Nullable String missing) {
        this.entities = entities;
        this.missing = missing;
    }

    /**
     * All that are there.
     *
     * @param <T> the entities
     * @param entities the entities, in the order in which they are to stand
     * @return them, as fetched
     */
    public static <T> Many<T> of(Collection<? extends T> entities) {
        return new Many<>(List.copyOf(entities), null);
    }

    /**
     * Those that were not fetched, which a write leaves as they are.
     *
     * @param <T> the entities
     * @param relation its name, for messages: {@code lines}
     * @return no knowledge
     */
    public static <T> Many<T> notLoaded(String relation) {
        return new Many<>(List.of(), relation);
    }

    /** {@return whether they were fetched, or set} */
    public boolean isLoaded() {
        return missing == null;
    }

    /**
     * The entities.
     *
     * @return the entities in the order of the relation; cannot be changed
     * @throws IllegalStateException if they were not fetched
     */
    public List<T> list() {
        if (missing != null) {
            throw NotFetched.of(missing);
        }
        return entities;
    }

    /**
     * The entities as a stream, as {@link #list} gives them.
     *
     * @return the stream; holds nothing that must be closed
     */
    public Stream<T> stream() {
        return list().stream();
    }

    @Override
    public Iterator<T> iterator() {
        return list().iterator();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Many<?> many && isLoaded() == many.isLoaded() && entities.equals(many.entities);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(entities);
    }

    /** {@return what it holds, or that it was not fetched} */
    @Override
    public String toString() {
        return missing != null ? "not fetched" : entities.toString();
    }
}
