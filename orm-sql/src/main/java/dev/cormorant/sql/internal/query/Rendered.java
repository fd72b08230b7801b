package dev.cormorant.sql.internal.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A statement of one shape in the SQL of one database; it holds no value of any call.
 *
 * @param sql the text, with a {@code ?} for each value
 * @param slots where each value comes from
 */
public record Rendered(String sql, List<Slot> slots) {

    /**
     * Where a value comes from.
     *
     * @param source a parameter, a literal or a time
     * @param element which of the values of a parameter; -1 for the parameter itself
     * @param conversion what is done to it
     */
    public record Slot(Expression source, int element, UnaryOperator<@Nullable Object> conversion) {}

    /**
     * The values of one call.
     *
     * @param arguments finds the value of a parameter, of one with several values as a list
     * @return one value for each {@code ?}
     */
    public List<@Nullable Object> values(Function<String, @Nullable Object> arguments) {
        List<@Nullable Object> values = new ArrayList<>(slots.size());
        for (Slot slot : slots) {
            values.add(slot.conversion().apply(value(slot, arguments)));
        }
        return values;
    }

    private static @Nullable Object value(Slot slot, Function<String, @Nullable Object> arguments) {
        if (slot.source() instanceof Expression.Parameter parameter) {
            Object value = arguments.apply(parameter.key());
            return slot.element() >= 0 && value instanceof List<?> many ? many.get(slot.element()) : value;
        }
        if (slot.source() instanceof Expression.Now now) {
            return Moments.now(now.moment());
        }
        if (slot.source() instanceof Expression.Supplied supplied) {
            return supplied.value().get();
        }
        return slot.source() instanceof Expression.Literal literal ? literal.value() : null;
    }
}
