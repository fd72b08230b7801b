package dev.cormorant.sql.internal.relation;

import dev.cormorant.sql.internal.model.Model;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entities of a graph that were met: each is saved once, and none while it is being saved. For one call. */
final class Visited {

    private final IdentityHashMap<Object, Boolean> saving = new IdentityHashMap<>();
    private final IdentityHashMap<Object, Object> saved = new IdentityHashMap<>();
    private final Map<Row, Object> byKey = new HashMap<>();

    /** A row, whatever the instance. */
    private record Row(String table, Object key) {}

    static IllegalArgumentException circle(String path) {
        return new IllegalArgumentException("save graph: it goes round in a circle at " + path
                + ", which leads to an entity that is being saved; leave that relation unfetched");
    }

    /**
     * The entities that were not met before, each once.
     *
     * @param path how the saving came to them
     * @throws IllegalArgumentException if one is being saved, or stands in the graph with other values too
     */
    <E> List<E> fresh(Model<E> model, List<? extends E> given, String path) {
        List<E> fresh = new ArrayList<>();
        for (E entity : given) {
            Object same = same(model, entity);
            if (saving.containsKey(same == null ? entity : same)) {
                throw circle(path);
            }
            if (same == null) {
                fresh.add(entity);
                remember(model, entity);
            } else if (same != entity && !isCopy(model, same, entity)) {
                throw new IllegalArgumentException("save graph: the " + model.name() + " " + model.keyOf(entity)
                        + " at " + path + " stands in it with other values, too; make it one");
            }
        }
        fresh.forEach(entity -> saving.put(entity, true));
        return fresh;
    }

    private <E> void remember(Model<E> model, E entity) {
        // Its place is taken, so that a second one in the same list is found.
        saved.put(entity, entity);
        if (model.hasKey(entity)) {
            byKey.put(new Row(model.table(), model.keyOf(entity)), entity);
        }
    }

    /** The entity itself, if it was met, or another one with its key. */
    private <E> @Nullable Object same(Model<E> model, E entity) {
        if (saved.containsKey(entity)) {
            return entity;
        }
        return model.hasKey(entity) ? byKey.get(new Row(model.table(), model.keyOf(entity))) : null;
    }

    private static <E> boolean isCopy(Model<E> model, Object first, E second) {
        E other = model.type().cast(first);
        Model<E> own = model.of(second);
        return other.equals(second)
                || (own == model.of(other)
                        && own.differences(other, second).isEmpty()
                        && own.relations().stream().allMatch(relation -> relation.members(second) == null));
    }

    <E> void done(List<E> given, List<E> entities) {
        for (int i = 0; i < given.size(); i++) {
            saving.remove(given.get(i));
            saved.put(given.get(i), entities.get(i));
        }
    }

    /** {@return what became of entities that have been saved} */
    <E> List<E> saved(Model<E> model, List<? extends E> given) {
        List<E> all = new ArrayList<>(given.size());
        for (E entity : given) {
            all.add(model.type().cast(saved.get(same(model, entity))));
        }
        return all;
    }
}
