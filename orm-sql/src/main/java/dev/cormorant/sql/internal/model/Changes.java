package dev.cormorant.sql.internal.model;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** New values for some attributes of an instance. For one thread. */
public final class Changes {

    private static final @Nullable Object[] NONE = {};
    private static final BitSet NOTHING = new BitSet(0);

    private final int attributes;
    // Made when something is changed: of many rows that are inserted, nothing is.
    private BitSet changed = NOTHING;
    private @Nullable Object[] values = NONE;
    private BitSet changedRelations = NOTHING;
    private @Nullable Object @Nullable [] relations;

    Changes(int attributes) {
        this.attributes = attributes;
    }

    /**
     * Gives an attribute another value.
     *
     * @param attribute the attribute
     * @param value its value, of its {@code type}
     * @return this
     */
    public Changes set(AttributeModel attribute, @Nullable Object value) {
        return set(attribute.index(), value);
    }

    Changes set(int attribute, @Nullable Object value) {
        if (values.length == 0) {
            changed = new BitSet(attributes);
            values = new @Nullable Object[attributes];
        }
        changed.set(attribute);
        values[attribute] = value;
        return this;
    }

    /**
     * Gives a relation its entities.
     *
     * @param relation the relation
     * @param entities the entities at its other end
     * @return this
     */
    public Changes set(RelationModel relation, List<?> entities) {
        @Nullable Object[] held = relations;
        if (held == null) {
            changedRelations = new BitSet();
        }
        if (held == null || held.length <= relation.index()) {
            held = held == null
                    ? new @Nullable Object[relation.index() + 1]
                    : Arrays.copyOf(held, relation.index() + 1);
            relations = held;
        }
        changedRelations.set(relation.index());
        held[relation.index()] = relation.loaded(entities);
        return this;
    }

    boolean has(RelationModel relation) {
        return changedRelations.get(relation.index());
    }

    @Nullable
    Object value(RelationModel relation) {
        @Nullable Object[] held = relations;
        return held == null ? null : held[relation.index()];
    }

    /**
     * The value that an attribute has after the changes.
     *
     * @param attribute the attribute
     * @param instance the entity before them
     * @return its new value, or that of the entity
     */
    public @Nullable Object valueOr(AttributeModel attribute, Object instance) {
        return has(attribute.index()) ? values[attribute.index()] : attribute.value(instance);
    }

    /** {@return whether there are none} */
    public boolean isEmpty() {
        return changed.isEmpty() && changedRelations.isEmpty();
    }

    boolean has(int attribute) {
        return attribute >= 0 && changed.get(attribute);
    }

    boolean touch(BitSet attributes) {
        return changed.intersects(attributes);
    }

    @Nullable
    Object value(int attribute) {
        return values[attribute];
    }
}
