package dev.cormorant.sql.internal.relation;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.core.error.RefusedException;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.sql.entity.Orphans;
import dev.cormorant.sql.entity.SavedGraph;
import dev.cormorant.sql.entity.Synced;
import dev.cormorant.sql.internal.entity.EntityRegistry;
import dev.cormorant.sql.internal.join.Join;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.run.Runner;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes entities with what belongs to them. Safe for all threads. */
public final class Graphs {

    private final Database database;
    private final EntityRegistry registry;
    private final Fetcher fetcher;
    private final Links links;

    /**
     * Nothing written yet.
     *
     * @param database the database
     * @param registry writes the rows of entities
     * @param fetcher reads what is at the other end of relations
     * @param runner runs statements
     */
    public Graphs(Database database, EntityRegistry registry, Fetcher fetcher, Runner runner) {
        this.database = database;
        this.registry = registry;
        this.fetcher = fetcher;
        this.links = new Links(runner, registry.models().product());
    }

    /**
     * Saves an entity and what it holds, in one transaction.
     *
     * @param <E> the entity
     * @param root the entity
     * @param orphans what becomes of rows that belonged to it
     * @return what was done
     */
    public <E> SavedGraph<E> save(E root, Orphans orphans) {
        Model<E> model = model(root);
        return database.transaction(TransactionOptions.readWrite().named("save graph"), transaction -> {
            GraphSave save = new GraphSave(registry, fetcher, links, orphans);
            List<E> saved = save.save(model, List.of(root), GraphSave.Arrival.at(model));
            return save.done(saved.get(0));
        });
    }

    /**
     * Makes a relation hold certain entities, in one transaction.
     *
     * @param owner the entity that has the relation
     * @param relation its name
     * @param members the entities at its other end, with their keys
     * @param orphans what becomes of rows that it held by a column of theirs
     * @return what was done
     */
    public Synced sync(Object owner, String relation, Collection<?> members, Orphans orphans) {
        Model<?> model = model(owner);
        Join join = model.relation(relation)
                .map(known -> fetcher.joins().of(model, known))
                .filter(known -> known.relation().isToMany())
                .orElseThrow(() -> new MappingException("sync \"" + relation + "\" of "
                        + model.type().getTypeName() + ": it has no relation to many of that name"));
        return database.transaction(TransactionOptions.readWrite().named("sync"), transaction -> {
            requireOurs(model, List.of(owner));
            if (join.link() != null) {
                requireOurs(join.rows(), members);
            }
            return new Sync(registry, fetcher, links, join, orphans).run(model, owner, members);
        });
    }

    /** Links have no rows of an entity, so that the entities at their ends are asked for where hooks may hide some. */
    private void requireOurs(Model<?> model, Collection<?> entities) {
        if (registry.hooks().rules(model) == null) {
            return;
        }
        Set<Object> keys = new LinkedHashSet<>();
        entities.forEach(entity -> keys.add(model.keyOf(entity)));
        if (registry.of(model.type()).findAll(keys).size() < keys.size()) {
            throw new RefusedException("sync: a query hook hides a " + model.name() + ", or it is not there");
        }
    }

    /** The class of an instance says which entity it is; what is made by a subclass of it is none. */
    @SuppressWarnings("unchecked")
    private <E> Model<E> model(E entity) {
        return registry.models().of((Class<E>) entity.getClass());
    }
}
