package dev.cormorant.sql.internal.entity;

import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Changes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entity on its way into a statement.
 *
 * @param entity the entity
 * @param changes what is filled in
 * @param values what is bound, in the order of the parameters
 */
record Row<E>(E entity, Changes changes, List<@Nullable Object> values) {

    /** Longer than any value of fixed length with what the protocol puts around it. */
    private static final int FIXED = 32;

    private static final int BYTES_IN_CHAR = 3;

    static <E> Row<E> of(E entity, Changes changes, List<AttributeModel> attributes) {
        List<@Nullable Object> values = new ArrayList<>(attributes.size());
        for (AttributeModel attribute : attributes) {
            values.add(attribute.toColumn(changes.valueOr(attribute, entity)));
        }
        return new Row<>(entity, changes, values);
    }

    /** {@return about how many bytes it takes on the wire, at most} */
    long size() {
        long size = 0;
        for (Object value : values) {
            if (value instanceof String text) {
                size += (long) text.length() * BYTES_IN_CHAR;
            } else if (value instanceof byte[] bytes) {
                // Connector/J writes them as hexadecimal digits.
                size += 2L * bytes.length;
            }
            size += FIXED;
        }
        return size;
    }
}
