package dev.cormorant.sql.internal.relation;

import dev.cormorant.sql.internal.join.Join;
import dev.cormorant.sql.internal.model.Changes;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.RelationModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The entities that owners hold in one relation.
 *
 * @param model the model of the owners
 * @param join what joins them
 * @param owned for each owner what it is joined by, and its entities
 */
record Members<E>(Model<E> model, Join join, List<Owned> owned) {

    /**
     * Those of one owner.
     *
     * @param joined what the owner is joined by
     * @param entities its entities
     */
    record Owned(Object joined, List<Object> entities) {}

    static <E> Members<E> of(Model<E> model, Join join, List<E> owners) {
        List<Owned> owned = new ArrayList<>();
        for (E owner : owners) {
            Object joined = Join.value(model, join.near(), owner);
            List<Object> entities = join.relation().members(owner);
            if (joined == null) {
                throw new IllegalArgumentException("save graph: a " + model.name() + " has entities in its relation "
                        + join.relation().name() + ", and no " + join.near() + " by which they would be joined");
            }
            owned.add(new Owned(joined, Objects.requireNonNull(entities, "an owner holds entities")));
        }
        return new Members<>(model, join, owned);
    }

    /** {@return all of them, owner by owner} */
    List<Object> all() {
        return owned.stream().flatMap(one -> one.entities().stream()).toList();
    }

    /** {@return all of them, each joined to its owner} */
    List<Object> joined() {
        List<Object> all = new ArrayList<>();
        for (Owned one : owned) {
            one.entities().forEach(entity -> all.add(join.joined(entity, one.joined())));
        }
        return all;
    }

    /** {@return the keys of those that have one} */
    Set<Object> keys() {
        Model<Object> target = join.rows();
        Set<Object> keys = new LinkedHashSet<>();
        all().stream().filter(target::hasKey).forEach(entity -> keys.add(target.keyOf(entity)));
        return keys;
    }

    /** {@return the pairs that a table of links is to hold} */
    Set<Links.Pair> pairs(List<Object> saved) {
        Set<Links.Pair> pairs = new LinkedHashSet<>();
        int next = 0;
        for (Owned one : owned) {
            for (int i = 0; i < one.entities().size(); i++) {
                Object far = Join.value(join.rows(), join.far(), saved.get(next++));
                pairs.add(new Links.Pair(one.joined(), Objects.requireNonNull(far, "a saved entity has its key")));
            }
        }
        return pairs;
    }

    /** {@return the entities, owners with what was saved of theirs} */
    List<E> put(List<E> entities, List<Object> saved) {
        RelationModel relation = join.relation();
        List<E> done = new ArrayList<>(entities.size());
        int next = 0;
        for (E entity : entities) {
            List<Object> held = relation.members(entity);
            if (held == null) {
                done.add(entity);
            } else {
                Changes changes =
                        model.changes().set(relation, new ArrayList<>(saved.subList(next, next + held.size())));
                next += held.size();
                done.add(model.with(entity, changes));
            }
        }
        return done;
    }
}
