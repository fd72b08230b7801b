package dev.cormorant.sql.internal.entity;

import dev.cormorant.core.Database;
import dev.cormorant.sql.entity.Entities;
import dev.cormorant.sql.internal.cache.BoundedCache;
import dev.cormorant.sql.internal.hook.Hooks;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Models;
import dev.cormorant.sql.internal.model.Scope;
import dev.cormorant.sql.internal.run.Runner;

/** The entities of one database, with their statements. Safe for all threads. */
public final class EntityRegistry {

    /** The most entities, in so many scopes, whose statements are kept; beyond that, all are written anew. */
    static final int CAPACITY = 2_048;

    private final Database database;
    private final Models models;
    private final Fetching fetching;
    private final Hooks hooks;
    private final Calls calls;
    private final Runner runner;
    private final Filling filling;
    private final BoundedCache<Scoped, EntityAccess<?>> accesses = new BoundedCache<>(CAPACITY);

    /** The equality that a record has by itself is linked at run time, for which the first entity of a program would wait. */
    private record Scoped(Class<?> type, Scope scope) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Scoped that && type == that.type && scope.equals(that.scope);
        }

        @Override
        public int hashCode() {
            return 31 * type.hashCode() + scope.hashCode();
        }
    }

    /**
     * None used yet.
     *
     * @param database the database
     * @param runner runs queries on it
     * @param models the models of the database
     * @param fetching reads what is at the other end of relations
     * @param hooks the hooks of the application
     */
    public EntityRegistry(Database database, Runner runner, Models models, Fetching fetching, Hooks hooks) {
        this.database = database;
        this.models = models;
        this.fetching = fetching;
        this.hooks = hooks;
        this.calls = new Calls(database);
        this.runner = runner;
        this.filling = new Filling(models.options().clock());
    }

    /**
     * The rows of an entity.
     *
     * @param <E> the entity
     * @param type its class
     * @return its rows, without those that are marked as deleted or archived
     * @throws dev.cormorant.core.error.MappingException if its model cannot work
     */
    public <E> Entities<E> of(Class<E> type) {
        EntityAccess<?> known = accesses.get(new Scoped(type, Scope.LIVE));
        return known == null ? of(models.of(type), Scope.LIVE) : cast(known);
    }

    <E> EntityAccess<E> of(Model<E> model, Scope scope) {
        Scoped key = new Scoped(model.type(), scope);
        EntityAccess<?> known = accesses.get(key);
        if (known == null) {
            fetching.check(model);
            known = accesses.keep(key, new EntityAccess<>(this, model, scope));
        }
        return cast(known);
    }

    /** An access is kept under the class that it is for. */
    @SuppressWarnings("unchecked")
    private static <E> EntityAccess<E> cast(EntityAccess<?> access) {
        return (EntityAccess<E>) access;
    }

    /** {@return the hooks of the application} */
    public Hooks hooks() {
        return hooks;
    }

    /** {@return the models of its entities} */
    public Models models() {
        return models;
    }

    Fetching fetching() {
        return fetching;
    }

    Database database() {
        return database;
    }

    Calls calls() {
        return calls;
    }

    Runner runner() {
        return runner;
    }

    Filling filling() {
        return filling;
    }
}
