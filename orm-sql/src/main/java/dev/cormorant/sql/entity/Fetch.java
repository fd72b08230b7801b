package dev.cormorant.sql.entity;

import jakarta.data.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A relation that is to be fetched: which of its entities, in which order, and what is fetched with them. It costs one statement,
 * however many entities there are to fetch it for.
 *
 * <pre>{@code
 * orm.entities(Order.class)
 *         .fetch(Fetch.of(Order.class, "lines", Line.class)
 *                 .where(Filter.equal("cancelled", false))
 *                 .orderBy(Sort.desc("price"))
 *                 .with(Fetch.of(Line.class, "product", Product.class)))
 *         .findAll();
 * }</pre>
 *
 * <p>Immutable.
 *
 * @param <E> the entity that has the relation
 * @param <T> the entity at its other end
 * @param owner the class of the entity that has the relation
 * @param relation its name, of the component; with a {@code *} behind it all levels of a tree
 * @param target the class of the entity at its other end
 * @param filter which of its entities; {@link Filter#ALL} for all. It may name all of their attributes
 * @param order how the entities are ordered; empty for what the relation says, or else for their keys
 * @param nested what is fetched with them
 */
public record Fetch<E, T>(
        Class<E> owner,
        String relation,
        Class<T> target,
        Filter filter,
        List<Sort<? super T>> order,
        List<Fetch<?, ?>> nested) {

    /** Takes copies of the lists. */
    public Fetch {
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(relation, "relation");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(filter, "filter");
        order = List.copyOf(order);
        nested = List.copyOf(nested);
    }

    /**
     * All entities of a relation.
     *
     * @param <E> the entity that has the relation
     * @param <T> the entity at its other end
     * @param owner the class that has the relation
     * @param relation its name
     * @param target the class at its other end; another one is refused when it is fetched
     * @return all of it
     */
    public static <E, T> Fetch<E, T> of(Class<E> owner, String relation, Class<T> target) {
        return new Fetch<>(owner, relation, target, Filter.ALL, List.of(), List.of());
    }

    /**
     * Those of its entities for which a filter holds, too. An entity that is left out is not there at this end: do not save a graph
     * with it.
     *
     * @param more the filter
     * @return the copy
     */
    public Fetch<E, T> where(Filter more) {
        Filter both = filter.equals(Filter.ALL) ? more : Filter.and(filter, more);
        return new Fetch<>(owner, relation, target, both, order, nested);
    }

    /**
     * The same, ordered by one more attribute.
     *
     * @param sort by what, behind what was said before; the key comes last by itself
     * @return the copy
     */
    public Fetch<E, T> orderBy(Sort<? super T> sort) {
        List<Sort<? super T>> more = new ArrayList<>(order);
        more.add(sort);
        return new Fetch<>(owner, relation, target, filter, more, nested);
    }

    /**
     * The same, with a relation of its entities.
     *
     * @param next what is fetched with them
     * @return the copy
     */
    public Fetch<E, T> with(Fetch<? super T, ?> next) {
        List<Fetch<?, ?>> more = new ArrayList<>(nested);
        more.add(next);
        return new Fetch<>(owner, relation, target, filter, order, more);
    }
}
