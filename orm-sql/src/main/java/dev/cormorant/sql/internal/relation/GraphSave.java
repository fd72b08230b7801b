package dev.cormorant.sql.internal.relation;

import dev.cormorant.sql.entity.Entities;
import dev.cormorant.sql.entity.Orphans;
import dev.cormorant.sql.entity.SavedGraph;
import dev.cormorant.sql.internal.entity.EntityRegistry;
import dev.cormorant.sql.internal.join.Join;
import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Changes;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.RelationModel;
import dev.cormorant.sql.internal.model.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Saves one graph: of each class and relation all entities together, those that others refer to first. For one call, in a
 * transaction.
 */
final class GraphSave {

    private final EntityRegistry registry;
    private final Fetcher fetcher;
    private final Orphans orphans;
    private final SavedRows rows;
    private final SavedLinks savedLinks;
    private final Visited visited = new Visited();
    private int orphaned;

    GraphSave(EntityRegistry registry, Fetcher fetcher, Links links, Orphans orphans) {
        this.registry = registry;
        this.fetcher = fetcher;
        this.orphans = orphans;
        this.rows = new SavedRows();
        this.savedLinks = new SavedLinks(links);
    }

    /**
     * How the saving came to some entities.
     *
     * @param path the relations on the way, for messages
     * @param through what joins them with those that it came from; null at the root
     * @param known their rows as they are, by key; those that are not there are looked for
     */
    record Arrival(String path, @Nullable Join through, Map<Object, Object> known) {

        static Arrival at(Model<?> root) {
            return new Arrival(root.name(), null, Map.of());
        }

        Arrival by(Join join, Map<Object, Object> current) {
            return new Arrival(path + "." + join.relation().name(), join, current);
        }

        /** Whether a relation leads back to where the saving came from. */
        boolean isBack(Join join) {
            Join came = through;
            return came != null
                    && came.owning() != join.owning()
                    && came.link() == null
                    && join.link() == null
                    && paths(came.far()).equals(paths(join.near()))
                    && paths(came.near()).equals(paths(join.far()));
        }

        private static List<String> paths(List<AttributeModel> attributes) {
            return attributes.stream().map(AttributeModel::path).toList();
        }
    }

    /** {@return the same entities, saved} */
    <E> List<E> save(Model<E> model, List<? extends E> given, Arrival arrival) {
        Map<Model<E>, List<E>> byClass = new LinkedHashMap<>();
        for (E entity : visited.fresh(model, given, arrival.path())) {
            byClass.computeIfAbsent(model.of(entity), first -> new ArrayList<>())
                    .add(entity);
        }
        byClass.forEach((own, some) -> saveOne(own, some, arrival));
        return visited.saved(model, given);
    }

    private <E> void saveOne(Model<E> model, List<E> given, Arrival arrival) {
        List<E> entities = withParents(model, given, arrival);
        Entities<E> access = registry.of(model.type());
        boolean[] inserted = new boolean[entities.size()];
        entities = rows.write(model, access, entities, arrival.known(), inserted);
        for (RelationModel relation : model.relations()) {
            Join join = fetcher.joins().of(model, relation);
            if (!join.owning()) {
                entities = withMembers(model, join, entities, inserted, arrival);
            }
        }
        visited.done(given, entities);
    }

    /** Those that hold the key of others, with those keys. */
    private <E> List<E> withParents(Model<E> model, List<E> given, Arrival arrival) {
        List<E> entities = given;
        for (RelationModel relation : model.relations()) {
            Join join = fetcher.joins().of(model, relation);
            if (join.owning() && !arrival.isBack(join)) {
                entities = withParents(model, join, entities, arrival);
            }
        }
        return entities;
    }

    private <E> List<E> withParents(Model<E> model, Join join, List<E> entities, Arrival arrival) {
        RelationModel relation = join.relation();
        List<Object> parents = new ArrayList<>();
        entities.forEach(entity -> parents.addAll(held(relation, entity)));
        List<Object> saved = save(join.rows(), parents, arrival.by(join, Map.of()));
        List<E> joined = new ArrayList<>(entities.size());
        int next = 0;
        for (E entity : entities) {
            List<Object> members = relation.members(entity);
            if (members == null) {
                joined.add(entity);
                continue;
            }
            Changes changes = model.changes();
            List<Object> parent = saved.subList(next, next + members.size());
            next += members.size();
            changes.set(relation, parent);
            for (int i = 0; i < join.near().size(); i++) {
                AttributeModel near = model.column(join.near().get(i).path());
                changes.set(
                        near,
                        parent.isEmpty() ? null : join.rows().value(join.far().get(i), parent.get(0)));
            }
            joined.add(model.with(entity, changes));
        }
        return joined;
    }

    private static List<Object> held(RelationModel relation, Object entity) {
        List<Object> members = relation.members(entity);
        return members == null ? List.of() : members;
    }

    /** Those whose key others hold, or that are linked with others, with these. */
    private <E> List<E> withMembers(Model<E> model, Join join, List<E> entities, boolean[] inserted, Arrival arrival) {
        RelationModel relation = join.relation();
        List<E> owners = entities.stream()
                .filter(entity -> relation.members(entity) != null)
                .toList();
        if (owners.isEmpty()) {
            return entities;
        }
        if (arrival.isBack(join)) {
            throw Visited.circle(arrival.path() + "." + relation.name());
        }
        Map<Object, List<Object>> current = fetcher.current(join, before(model, join, entities, inserted), Scope.LIVE);
        Members<E> members = Members.of(model, join, owners);
        List<Object> saved;
        if (join.link() == null) {
            Map<Object, Object> known = new LinkedHashMap<>();
            current.values()
                    .forEach(some -> some.forEach(one -> known.put(join.rows().keyOf(one), one)));
            leave(join, known, members.keys(), arrival);
            saved = save(join.rows(), members.joined(), arrival.by(join, known));
        } else {
            saved = save(join.rows(), members.all(), arrival.by(join, Map.of()));
            savedLinks.write(join, current, members.pairs(saved));
        }
        return members.put(entities, saved);
    }

    /** What those owners are joined by that may hold something: their rows were there before. */
    private static <E> Set<Object> before(Model<E> model, Join join, List<E> entities, boolean[] inserted) {
        Set<Object> before = new LinkedHashSet<>();
        for (int i = 0; i < inserted.length; i++) {
            Object joined = Join.value(model, join.near(), entities.get(i));
            if (!inserted[i] && joined != null && join.relation().members(entities.get(i)) != null) {
                before.add(joined);
            }
        }
        return before;
    }

    private void leave(Join join, Map<Object, Object> known, Set<Object> staying, Arrival arrival) {
        OrphanPolicy policy = new OrphanPolicy(join, registry.of(join.rows().type()), orphans);
        known.forEach((key, orphan) -> {
            if (!staying.contains(key)) {
                policy.apply(orphan, "save graph at " + arrival.path());
                orphaned++;
            }
        });
    }

    <E> SavedGraph<E> done(E root) {
        return new SavedGraph<>(
                root,
                rows.inserted(),
                rows.updated(),
                rows.unchanged(),
                orphaned,
                savedLinks.linked(),
                savedLinks.unlinked());
    }
}
