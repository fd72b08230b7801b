package dev.cormorant.sql.internal.entity;

import dev.cormorant.sql.entity.Fetch;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Scope;
import java.util.Collection;
import java.util.List;

/** Reads what is at the other end of relations. Implemented by the package above, which knows relations. */
public interface Fetching {

    /**
     * Whether the relations of an entity can work.
     *
     * @param model the entity
     * @throws dev.cormorant.core.error.MappingException if one cannot; the message names it and the remedy
     */
    void check(Model<?> model);

    /**
     * A plan of what is fetched.
     *
     * @param <E> the entity
     * @param model the entity
     * @param scope which rows are there at the other ends
     * @param paths the relations, with dots between those that follow each other
     * @return the plan
     * @throws dev.cormorant.core.error.MappingException if there is no such relation
     */
    <E> Plan<E> plan(Model<E> model, Scope scope, Collection<String> paths);

    /**
     * A plan of what is fetched.
     *
     * @param <E> the entity
     * @param model the entity
     * @param scope which rows are there at the other ends
     * @param fetch the relation
     * @return the plan
     * @throws dev.cormorant.core.error.MappingException if there is no such relation
     */
    <E> Plan<E> plan(Model<E> model, Scope scope, Fetch<E, ?> fetch);

    /**
     * What is fetched for entities.
     *
     * @param <E> the entity
     */
    interface Plan<E> {

        /**
         * Fetches it.
         *
         * @param entities the entities
         * @return the same in the same order, with what was fetched
         */
        List<E> apply(List<E> entities);

        /**
         * Two plans in one.
         *
         * @param other another plan for the same entity
         * @return both
         */
        Plan<E> and(Plan<E> other);

        /**
         * The same in another scope.
         *
         * @param scope which rows are there
         * @return the copy
         */
        Plan<E> in(Scope scope);
    }
}
