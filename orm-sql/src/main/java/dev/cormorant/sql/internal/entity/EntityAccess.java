package dev.cormorant.sql.internal.entity;

import dev.cormorant.core.error.UnsupportedFeatureException;
import dev.cormorant.sql.entity.Entities;
import dev.cormorant.sql.entity.EntityModel;
import dev.cormorant.sql.entity.Fetch;
import dev.cormorant.sql.entity.OnConflict;
import dev.cormorant.sql.entity.UpsertOutcome;
import dev.cormorant.sql.entity.Upserted;
import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Role;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The rows of one entity in one scope. A sealed entity leaves its writes to those of the class of each instance. */
final class EntityAccess<E> implements Entities<E> {

    private final EntityRegistry registry;
    private final Scope scope;
    private final Fetching.@Nullable Plan<E> plan;
    private final Model<E> model;
    private final Calls calls;
    private final EntitySql sql;
    private final Filling filling;
    private final Finder<E> finder;
    private final Inserter<E> inserter;
    private final Updater<E> updater;
    private final Upserter<E> upserter;

    EntityAccess(EntityRegistry registry, Model<E> model, Scope scope) {
        this.registry = registry;
        this.scope = scope;
        this.plan = null;
        this.model = model;
        this.calls = registry.calls();
        this.filling = registry.filling();
        this.sql = new EntitySql(model, registry.models().product(), scope);
        this.finder = new Finder<>(registry.runner(), registry.models().types(), model, sql);
        this.inserter = new Inserter<>(
                calls, registry.models().types(), registry.models().product(), model, sql, filling);
        this.updater = new Updater<>(
                calls,
                model,
                sql,
                filling,
                new Versions<>(calls, registry.models().types(), model, sql));
        this.upserter =
                new Upserter<>(registry.database(), calls, registry.models().product(), model, sql, filling);
    }

    /** The same rows, with more of what belongs to them. */
    private EntityAccess(EntityAccess<E> same, Fetching.Plan<E> plan) {
        this.registry = same.registry;
        this.scope = same.scope;
        this.plan = same.plan == null ? plan : same.plan.and(plan);
        this.model = same.model;
        this.calls = same.calls;
        this.sql = same.sql;
        this.filling = same.filling;
        this.finder = same.finder;
        this.inserter = same.inserter;
        this.updater = same.updater;
        this.upserter = same.upserter;
    }

    private EntityAccess<E> in(Scope other) {
        EntityAccess<E> access = registry.of(model, other);
        return plan == null ? access : new EntityAccess<>(access, plan.in(other));
    }

    private List<E> fetched(List<E> entities) {
        return plan == null ? entities : plan.apply(entities);
    }

    /** The access for the class of an instance. */
    private EntityAccess<E> of(E entity) {
        Model<E> own = model.of(entity);
        return own == model ? this : registry.of(own, scope);
    }

    /** Does something with entities in one transaction: for those of one class that follow each other at once. */
    private List<E> together(
            String attempted, Collection<? extends E> entities, BiFunction<EntityAccess<E>, Run<E>, List<E>> work) {
        List<E> all = List.copyOf(entities);
        if (all.isEmpty()) {
            return List.of();
        }
        return calls.together(attempted, connection -> Run.each(all, this::of, connection, work));
    }

    @Override
    public EntityModel<E> model() {
        return model;
    }

    @Override
    public Entities<E> withDeleted() {
        return in(new Scope(true, scope.archived()));
    }

    @Override
    public Entities<E> withArchived() {
        return in(new Scope(scope.deleted(), true));
    }

    @Override
    public Entities<E> fetch(String... paths) {
        return paths.length == 0
                ? this
                : new EntityAccess<>(this, registry.fetching().plan(model, scope, List.of(paths)));
    }

    @Override
    public Entities<E> fetch(Fetch<E, ?> relation) {
        return new EntityAccess<>(this, registry.fetching().plan(model, scope, relation));
    }

    @Override
    public List<E> load(Collection<? extends E> entities) {
        return fetched(List.copyOf(entities));
    }

    @Override
    public Optional<E> find(Object key) {
        Optional<E> found = finder.find(key);
        return plan == null
                ? found
                : found.map(entity -> fetched(List.of(entity)).get(0));
    }

    @Override
    public List<E> findAll(Collection<?> keys) {
        return fetched(finder.findAll(keys));
    }

    @Override
    public List<E> findAll() {
        return fetched(finder.findAll());
    }

    @Override
    public <V> Map<V, List<E>> findAllBy(String path, Collection<V> values) {
        return finder.findAllBy(path, values, this::fetched);
    }

    @Override
    public boolean exists(Object key) {
        return finder.exists(key);
    }

    @Override
    public long count() {
        return finder.count();
    }

    @Override
    public E insert(E entity) {
        return of(entity).inserter.insert(entity);
    }

    @Override
    public List<E> insertAll(Collection<? extends E> entities) {
        return together(
                "insert", entities, (access, run) -> access.inserter.insertAll(run.connection(), run.entities()));
    }

    @Override
    public E update(E entity) {
        return of(entity).updater.update(entity);
    }

    @Override
    public E updateChanged(E before, E after) {
        return of(after).updater.updateChanged(before, after);
    }

    @Override
    public List<E> updateAll(Collection<? extends E> entities) {
        return together(
                "update", entities, (access, run) -> access.updater.updateAll(run.connection(), run.entities()));
    }

    @Override
    public UpsertOutcome upsert(E entity) {
        return upsert(entity, OnConflict.UPDATE);
    }

    @Override
    public UpsertOutcome upsert(E entity, OnConflict onConflict) {
        return of(entity).upserter.upsert(entity, onConflict);
    }

    @Override
    public Upserted upsertAll(Collection<? extends E> entities, OnConflict onConflict) {
        List<E> all = List.copyOf(entities);
        return all.isEmpty()
                ? new Upserted(List.of())
                : new Upserted(calls.together("upsert", connection -> upserter.on(connection, all, onConflict)));
    }

    @Override
    public void delete(E entity) {
        of(entity).updater.delete(entity);
    }

    @Override
    public void deleteAll(Collection<? extends E> entities) {
        together("delete", entities, (access, run) -> {
            access.updater.deleteAll(run.connection(), run.entities());
            return run.entities();
        });
    }

    @Override
    public boolean deleteById(Object key) {
        AttributeModel mark = model.with(Role.DELETED);
        return mark == null ? byKey("delete", sql.delete, null, key) : mark("delete", mark, true, key);
    }

    @Override
    public boolean restore(Object key) {
        return mark("restore", required(Role.DELETED, "@SoftDelete"), false, key);
    }

    @Override
    public boolean purge(Object key) {
        return byKey("purge", sql.purge, null, key);
    }

    @Override
    public boolean archive(Object key) {
        return mark("archive", required(Role.ARCHIVED, "@Archived"), true, key);
    }

    @Override
    public boolean unarchive(Object key) {
        return mark("unarchive", required(Role.ARCHIVED, "@Archived"), false, key);
    }

    private AttributeModel required(Role role, String annotation) {
        AttributeModel mark = model.with(role);
        if (mark == null) {
            throw new UnsupportedFeatureException(
                    "mark rows of " + model.type().getTypeName() + ": it has no component with " + annotation
                            + "; add one",
                    null);
        }
        return mark;
    }

    private boolean mark(String attempted, AttributeModel mark, boolean set, Object key) {
        @Nullable Object empty = mark.type() == Boolean.class ? false : null;
        Filled value = new Filled(mark.toColumn(set ? filling.marked(mark) : empty));
        return byKey(attempted, sql.mark(mark, set, false), value, key);
    }

    /** A first parameter, which may be SQL NULL. */
    private record Filled(@Nullable Object value) {}

    private boolean byKey(String attempted, String text, @Nullable Filled first, Object key) {
        List<@Nullable Object> columns = model.key().columns(key);
        int count = calls.write(attempted, text, statement -> run(statement, first, columns));
        return count > 0;
    }

    private int run(PreparedStatement statement, @Nullable Filled first, List<@Nullable Object> columns)
            throws SQLException {
        int index = 1;
        if (first != null) {
            calls.bind(statement, index++, first.value());
        }
        for (Object column : columns) {
            calls.bind(statement, index++, column);
        }
        return statement.executeUpdate();
    }

    @Override
    public String toString() {
        return "entities of " + model.type().getTypeName();
    }
}
