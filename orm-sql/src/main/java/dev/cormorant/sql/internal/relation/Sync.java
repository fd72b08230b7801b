package dev.cormorant.sql.internal.relation;

import dev.cormorant.sql.entity.Entities;
import dev.cormorant.sql.entity.Orphans;
import dev.cormorant.sql.entity.Synced;
import dev.cormorant.sql.internal.entity.EntityRegistry;
import dev.cormorant.sql.internal.join.Join;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a relation of one entity hold certain others. For one call. */
final class Sync {

    private static final String ATTEMPTED = "sync";

    private final Fetcher fetcher;
    private final Links links;
    private final Join join;
    private final Model<Object> target;
    private final Entities<Object> rows;
    private final OrphanPolicy orphans;

    Sync(EntityRegistry registry, Fetcher fetcher, Links links, Join join, Orphans orphans) {
        this.fetcher = fetcher;
        this.links = links;
        this.join = join;
        this.target = join.rows();
        this.rows = registry.of(target.type());
        this.orphans = new OrphanPolicy(join, rows, orphans);
    }

    Synced run(Model<?> model, Object owner, Collection<?> members) {
        Object joined = Join.value(model, join.near(), owner);
        if (joined == null) {
            throw new IllegalArgumentException(
                    ATTEMPTED + " " + join.relation() + ": its owner has no " + join.near() + " yet; insert it first");
        }
        Map<Object, Object> wanted = new LinkedHashMap<>();
        members.forEach(member -> wanted.put(target.keyOf(target.type().cast(member)), member));
        Map<Object, Object> current = fetcher.current(join, Set.of(joined), Scope.LIVE).values().stream()
                .flatMap(List::stream)
                .collect(LinkedHashMap::new, (map, one) -> map.put(target.keyOf(one), one), LinkedHashMap::putAll);
        Map<Object, Object> added = without(wanted, current);
        Map<Object, Object> removed = without(current, wanted);
        Join.Link link = join.link();
        if (link == null) {
            removed.values().forEach(orphan -> orphans.apply(orphan, ATTEMPTED));
            adopt(joined, added.keySet());
        } else {
            links.delete(join, link, pairs(joined, removed));
            links.insert(join, link, pairs(joined, added));
        }
        return new Synced(added.size(), removed.size(), wanted.size() - added.size());
    }

    private static Map<Object, Object> without(Map<Object, Object> all, Map<Object, Object> others) {
        Map<Object, Object> rest = new LinkedHashMap<>(all);
        rest.keySet().removeAll(others.keySet());
        return rest;
    }

    private List<Links.Pair> pairs(Object joined, Map<Object, Object> entities) {
        List<Links.Pair> pairs = new ArrayList<>();
        entities.forEach((key, entity) -> {
            Object far = Join.value(target, join.far(), entity);
            if (far == null) {
                throw new IllegalArgumentException(ATTEMPTED + " " + join.relation() + ": the " + target.name() + " "
                        + key + " has no " + join.far());
            }
            pairs.add(new Links.Pair(joined, far));
        });
        return pairs;
    }

    /** Only the columns that join them are written: of the rows as they are, not of the members as they were given. */
    private void adopt(Object joined, Set<Object> keys) {
        List<Object> found = rows.findAll(keys);
        if (found.size() < keys.size()) {
            Set<Object> missing = new LinkedHashSet<>(keys);
            found.forEach(one -> missing.remove(target.keyOf(one)));
            throw new IllegalArgumentException(ATTEMPTED + " " + join.relation() + ": there is no " + target.name()
                    + " with the key " + missing.iterator().next() + "; insert it first");
        }
        rows.updateAll(found.stream().map(one -> join.joined(one, joined)).toList());
    }
}
