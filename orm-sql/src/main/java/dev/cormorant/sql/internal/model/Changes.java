package dev.cormorant.sql.internal.model;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** New values for some attributes of an instance. For one thread. */
public final class Changes {

    private final BitSet changed = new BitSet();
    private final @Nullable Object[] values;

    Changes(int attributes) {
        this.values = new @Nullable Object[attributes];
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
        changed.set(attribute);
        values[attribute] = value;
        return this;
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
        return changed.isEmpty();
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
