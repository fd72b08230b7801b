package dev.cormorant.sql.internal.entity;

import static dev.cormorant.sql.entity.QueryKind.DELETE;
import static dev.cormorant.sql.entity.QueryKind.INSERT;
import static dev.cormorant.sql.entity.QueryKind.SELECT;
import static dev.cormorant.sql.entity.QueryKind.UPDATE;

import dev.cormorant.sql.entity.Entities;
import dev.cormorant.sql.entity.EntityModel;
import dev.cormorant.sql.entity.Fetch;
import dev.cormorant.sql.entity.OnConflict;
import dev.cormorant.sql.entity.QueryKind;
import dev.cormorant.sql.entity.UpsertOutcome;
import dev.cormorant.sql.entity.Upserted;
import dev.cormorant.sql.internal.hook.Rules;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Models;
import dev.cormorant.sql.internal.model.Role;
import dev.cormorant.sql.internal.model.Scope;
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
    private final Narrowing narrowing;
    private final @Nullable Rules<E> rules;
    private final Finder<E> finder;
    private final Inserter<E> inserter;
    private final Updater<E> updater;
    private final Upserts<E> upserts;
    private final KeyWriter byKey;

    EntityAccess(EntityRegistry registry, Model<E> model, Scope scope) {
        this.registry = registry;
        this.scope = scope;
        this.plan = null;
        this.model = model;
        this.calls = registry.calls();
        Filling filling = registry.filling();
        this.rules = registry.hooks().rules(model);
        Models models = registry.models();
        this.narrowing = new Narrowing(model, models.product(), scope, rules);
        EntitySql sql = narrowing.all();
        this.finder = new Finder<>(registry.runner(), models.types(), model);
        this.inserter = new Inserter<>(calls, models.types(), models.product(), model, sql, filling);
        this.updater = new Updater<>(calls, model, sql, filling, new Versions<>(calls, models.types(), model));
        Upserter<E> upserter = new Upserter<>(registry.database(), calls, models.product(), model, sql, filling);
        GuardedUpserter<E> guarded = new GuardedUpserter<>(calls, model, inserter, upserter);
        this.upserts = new Upserts<>(model, narrowing, rules, upserter, guarded);
        this.byKey = new KeyWriter(calls, model, narrowing, filling);
    }

    /** Lets hooks look at what is written. */
    private E written(QueryKind kind, E entity) {
        return rules == null ? entity : rules.written(kind, entity);
    }

    private List<E> written(QueryKind kind, List<E> entities) {
        return rules == null ? entities : rules.written(kind, entities);
    }

    /** What the caller gets of what was read: with what was asked for besides, and as hooks make it. */
    private List<E> shown(List<E> entities) {
        List<E> fetched = fetched(entities);
        return rules == null ? fetched : rules.loaded(fetched);
    }

    /** The same rows, with more of what belongs to them. */
    private EntityAccess(EntityAccess<E> same, Fetching.Plan<E> plan) {
        this.registry = same.registry;
        this.scope = same.scope;
        this.plan = same.plan == null ? plan : same.plan.and(plan);
        this.model = same.model;
        this.calls = same.calls;
        this.narrowing = same.narrowing;
        this.rules = same.rules;
        this.finder = same.finder;
        this.inserter = same.inserter;
        this.updater = same.updater;
        this.upserts = same.upserts;
        this.byKey = same.byKey;
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
        Optional<E> found = finder.find(narrowing.to(SELECT), key);
        return plan == null && rules == null
                ? found
                : found.map(entity -> shown(List.of(entity)).get(0));
    }

    @Override
    public List<E> findAll(Collection<?> keys) {
        return shown(finder.findAll(narrowing.to(SELECT), keys));
    }

    @Override
    public List<E> findAll() {
        return shown(finder.findAll(narrowing.to(SELECT)));
    }

    @Override
    public <V> Map<V, List<E>> findAllBy(String path, Collection<V> values) {
        Map<V, List<E>> found = finder.findAllBy(narrowing.to(SELECT), path, values, this::fetched);
        if (rules != null) {
            found.replaceAll((value, entities) -> rules.loaded(entities));
        }
        return found;
    }

    @Override
    public boolean exists(Object key) {
        return finder.exists(narrowing.to(SELECT), key);
    }

    @Override
    public long count() {
        return finder.count(narrowing.to(SELECT));
    }

    @Override
    public E insert(E entity) {
        EntityAccess<E> access = of(entity);
        return access.inserter.insert(access.written(INSERT, entity));
    }

    @Override
    public List<E> insertAll(Collection<? extends E> entities) {
        return together(
                "insert",
                entities,
                (access, run) -> access.inserter.insertAll(run.connection(), access.written(INSERT, run.entities())));
    }

    @Override
    public E update(E entity) {
        EntityAccess<E> access = of(entity);
        return access.updater.update(access.narrowing.to(UPDATE), access.written(UPDATE, entity));
    }

    @Override
    public E updateChanged(E before, E after) {
        EntityAccess<E> access = of(after);
        return access.updater.updateChanged(access.narrowing.to(UPDATE), before, access.written(UPDATE, after));
    }

    @Override
    public List<E> updateAll(Collection<? extends E> entities) {
        return together(
                "update",
                entities,
                (access, run) -> access.updater.updateAll(
                        access.narrowing.to(UPDATE), run.connection(), access.written(UPDATE, run.entities())));
    }

    @Override
    public UpsertOutcome upsert(E entity) {
        return upsert(entity, OnConflict.UPDATE);
    }

    @Override
    public UpsertOutcome upsert(E entity, OnConflict onConflict) {
        return of(entity).upserts.one(entity, onConflict);
    }

    @Override
    public Upserted upsertAll(Collection<? extends E> entities, OnConflict onConflict) {
        List<E> all = List.copyOf(entities);
        if (all.isEmpty()) {
            return new Upserted(List.of());
        }
        return new Upserted(calls.together(
                "upsert",
                connection -> Run.each(
                        all,
                        this::of,
                        connection,
                        (access, run) -> access.upserts.on(run.connection(), run.entities(), onConflict))));
    }

    @Override
    public void delete(E entity) {
        EntityAccess<E> access = of(entity);
        access.updater.delete(access.narrowing.to(DELETE), entity);
    }

    @Override
    public void deleteAll(Collection<? extends E> entities) {
        together("delete", entities, (access, run) -> {
            access.updater.deleteAll(access.narrowing.to(DELETE), run.connection(), run.entities());
            return run.entities();
        });
    }

    @Override
    public boolean deleteById(Object key) {
        return byKey.delete(key);
    }

    @Override
    public boolean restore(Object key) {
        return byKey.mark("restore", Role.DELETED, false, key);
    }

    @Override
    public boolean purge(Object key) {
        return byKey.purge(key);
    }

    @Override
    public boolean archive(Object key) {
        return byKey.mark("archive", Role.ARCHIVED, true, key);
    }

    @Override
    public boolean unarchive(Object key) {
        return byKey.mark("unarchive", Role.ARCHIVED, false, key);
    }

    @Override
    public String toString() {
        return "entities of " + model.type().getTypeName();
    }
}
