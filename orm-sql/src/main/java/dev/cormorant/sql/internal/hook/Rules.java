package dev.cormorant.sql.internal.hook;

import dev.cormorant.core.error.RefusedException;
import dev.cormorant.sql.entity.Filter;
import dev.cormorant.sql.entity.QueryHook;
import dev.cormorant.sql.entity.QueryKind;
import dev.cormorant.sql.internal.attribute.FilterSql;
import dev.cormorant.sql.internal.attribute.RowCondition;
import dev.cormorant.sql.internal.attribute.RowRules;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Models;
import dev.cormorant.sql.internal.query.Attributes;
import dev.cormorant.sql.internal.query.CompiledFilter;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The hooks that concern one entity, at least one. Each method asks them anew. Safe for all threads.
 *
 * @param <E> the entity
 */
public final class Rules<E> {

    private final Model<E> model;
    private final List<QueryHook> hooks;
    private final FilterSql conditions;
    private final Attributes attributes;

    private Rules(Model<E> model, Models models, List<QueryHook> hooks) {
        this.model = model;
        this.hooks = hooks;
        this.conditions = new FilterSql(model, models);
        this.attributes = conditions.attributes();
    }

    /**
     * The hooks for an entity.
     *
     * @param <E> the entity
     * @param model its model
     * @param models where it is from, with the options that name the hooks
     * @return its rules; null if no hook concerns it
     */
    public static <E> @Nullable Rules<E> of(Model<E> model, Models models) {
        List<QueryHook> concerned = RowRules.concerned(models.options().hooks(), model);
        return concerned.isEmpty() ? null : new Rules<>(model, models, concerned);
    }

    /**
     * Which rows there are for a statement.
     *
     * @param kind what it does
     * @return the filter; null for all rows
     */
    public @Nullable Filter rows(QueryKind kind) {
        return RowRules.rows(hooks, kind, model);
    }

    /**
     * Which rows there are for a statement, as SQL.
     *
     * @param kind what it does
     * @param alias what stands before each column, with its dot; empty for nothing
     * @return the condition with its values
     */
    public RowCondition condition(QueryKind kind, String alias) {
        Filter filter = rows(kind);
        if (filter == null) {
            return RowCondition.ALL;
        }
        return conditions.condition(filter, alias);
    }

    /**
     * Which rows there are for a statement, together with a filter from outside.
     *
     * @param kind what it does
     * @param outside the filter from outside; null if there is none
     * @return both as one; null if neither says anything
     */
    public @Nullable CompiledFilter compiled(QueryKind kind, @Nullable CompiledFilter outside) {
        Filter filter = rows(kind);
        return filter == null ? outside : CompiledFilter.ofRule(filter, attributes, outside);
    }

    /**
     * Looks at an entity before it is written.
     *
     * @param kind {@code INSERT} or {@code UPDATE}
     * @param entity the entity
     * @return what is written
     * @throws RefusedException if it would be none of the rows that there are
     */
    public E written(QueryKind kind, E entity) {
        return written(kind, List.of(entity)).get(0);
    }

    /**
     * Looks at the entities of one call before they are written.
     *
     * @param kind {@code INSERT} or {@code UPDATE}
     * @param entities the entities
     * @return what is written, in the same order
     * @throws RefusedException if one would be none of the rows that there are
     */
    public List<E> written(QueryKind kind, List<E> entities) {
        Filter filter = rows(kind);
        List<E> written = new ArrayList<>(entities.size());
        for (E entity : entities) {
            E looked = entity;
            for (QueryHook hook : hooks) {
                looked = hook.beforeWrite(kind, model, looked);
            }
            written.add(filter == null ? looked : fitting(kind, filter, looked));
        }
        return written;
    }

    private E fitting(QueryKind kind, Filter filter, E entity) {
        E filled = Demands.filled(filter, model, attributes, entity);
        if (!new FilterCheck(attributes, filled).holds(filter)) {
            throw new RefusedException(kind.name().toLowerCase(Locale.ROOT) + " a " + model.name()
                    + ": a query hook lets such a row be seen by somebody else only; it asks for other values of "
                    + String.join(", ", Demands.named(filter)));
        }
        return filled;
    }

    /**
     * Which rows there are for a change of many, which may not make them somebody else's.
     *
     * @param paths the attributes that it sets
     * @return the filter; null for all rows
     * @throws RefusedException if the filter names one of them
     */
    public @Nullable CompiledFilter changed(List<String> paths) {
        Filter filter = rows(QueryKind.UPDATE);
        if (filter == null) {
            return null;
        }
        List<String> set = paths.stream().map(this::path).toList();
        for (String named : Demands.named(filter)) {
            if (set.contains(path(named))) {
                throw new RefusedException("update many rows of " + model.name() + ": a query hook says which " + named
                        + " they have; change it one by one, if at all");
            }
        }
        return CompiledFilter.ofRule(filter, attributes, null);
    }

    /** An attribute may have several names. */
    private String path(String name) {
        return attributes.attribute(name).map(Attributes.Attribute::path).orElse(name);
    }

    /**
     * Looks at an entity that was read.
     *
     * @param entity the entity
     * @return what the caller gets
     */
    public E loaded(E entity) {
        E looked = entity;
        for (QueryHook hook : hooks) {
            looked = hook.afterLoad(model, looked);
        }
        return looked;
    }

    /**
     * Looks at entities that were read, at each once, even if it stands there several times.
     *
     * @param entities the entities
     * @return what the caller gets, in the same order
     */
    public List<E> loadedOnce(List<E> entities) {
        IdentityHashMap<E, E> looked = new IdentityHashMap<>();
        return entities.stream()
                .map(entity -> looked.computeIfAbsent(entity, this::loaded))
                .toList();
    }

    /**
     * Looks at entities that were read.
     *
     * @param entities the entities
     * @return what the caller gets, in a list that it may change
     */
    public List<E> loaded(List<E> entities) {
        List<E> looked = new ArrayList<>(entities.size());
        entities.forEach(entity -> looked.add(loaded(entity)));
        return looked;
    }
}
