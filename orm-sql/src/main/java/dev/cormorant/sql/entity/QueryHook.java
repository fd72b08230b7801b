package dev.cormorant.sql.entity;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A rule on every statement about entities: whose rows are there, what may be written, what is handed out. Given with
 * {@link EntityOptions#withHook}; then there is no way round it through {@code Orm.entities} and repositories, whatever the method.
 * Plain SQL, jOOQ and {@code @NativeSql} run as they are written.
 *
 * <pre>{@code
 * EntityOptions options = EntityOptions.defaults().withHook(QueryHook.matching("tenant", Tenant::ofThisThread));
 * }</pre>
 *
 * <p>Each method is called by the thread of the call, once for the call and not for each row unless it says so; it may be in a
 * transaction. What it throws reaches the caller, and nothing is done then; {@link dev.cormorant.core.error.RefusedException} says
 * what it means. An implementation must be safe for all threads.
 */
public interface QueryHook {

    /**
     * Whether it has anything to say about an entity. Asked once for each entity and {@code Orm}; statements about others cost
     * nothing more.
     *
     * @param entity the entity
     * @return true if its other methods are to be called; default true
     */
    default boolean concerns(EntityModel<?> entity) {
        return true;
    }

    /**
     * Which rows there are for a statement. What reads, changes and deletes does so with these only: another row is not found, and
     * its change is a {@link dev.cormorant.core.error.StaleEntityException}. What is inserted or changed must be one of these
     * afterwards: an attribute that has to be equal to one value gets it if it is null, and an entity for which the filter does not
     * hold is refused. A change of many rows may not set an attribute that the filter names.
     *
     * @param kind what the statement does; an upsert asks for an insert and for an update
     * @param entity the entity; of a sealed one the class for what is written
     * @return the filter, which may name every attribute; {@link Filter#ALL} for all rows, the default
     */
    default Filter rows(QueryKind kind, EntityModel<?> entity) {
        return Filter.ALL;
    }

    /**
     * Looks at an entity that is about to be inserted or updated, before {@link #rows} is held against it. Called for each.
     *
     * @param <E> the entity
     * @param kind {@code INSERT} or {@code UPDATE}
     * @param model what it is
     * @param entity the entity
     * @return what is written: the same, or another one with the same key
     */
    default <E> E beforeWrite(QueryKind kind, EntityModel<E> model, E entity) {
        return entity;
    }

    /**
     * Looks at an entity that was read, before the caller gets it, with what was fetched of its relations. Called for each; of a list or
     * page when the database is done, of a cursor while it is open.
     *
     * @param <E> the entity
     * @param model what it is
     * @param entity the entity
     * @return what the caller gets: the same, or another one with the same key
     */
    default <E> E afterLoad(EntityModel<E> model, E entity) {
        return entity;
    }

    /**
     * A hook by which an attribute has one value in all rows that there are: a tenant, an owner. It concerns the entities that have
     * the attribute, and no others.
     *
     * @param attribute the path of the attribute
     * @param value says the value, for each call anew; null refuses the call
     * @return the hook
     */
    static QueryHook matching(String attribute, Supplier<? extends @Nullable Object> value) {
        return new MatchingHook(attribute, value);
    }
}
