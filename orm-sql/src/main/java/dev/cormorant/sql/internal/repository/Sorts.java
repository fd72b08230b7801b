package dev.cormorant.sql.internal.repository;

import dev.cormorant.sql.internal.query.Attributes;
import dev.cormorant.sql.internal.query.Expression.Path;
import dev.cormorant.sql.internal.query.Ordering;
import dev.cormorant.sql.internal.query.QueryException;
import jakarta.data.Order;
import jakarta.data.Sort;
import jakarta.data.repository.OrderBy;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The order of a query: what the method says first, what its arguments say behind it. */
final class Sorts {

    private volatile @Nullable Last last;

    /** An order that was asked for, and the whole order that it made. */
    private record Last(Order<?> asked, List<Ordering> whole) {}

    static List<Ordering> annotated(Method method) {
        return Arrays.stream(method.getAnnotationsByType(OrderBy.class))
                .map(by -> new Ordering(new Path(by.value()), !by.descending(), by.ignoreCase()))
                .toList();
    }

    /**
     * The order of one call.
     *
     * @param fixed what the method says, always the same
     * @param special where its arguments say more
     * @param arguments the arguments
     * @return both
     */
    List<Ordering> with(List<Ordering> fixed, Signature.Special special, @Nullable Object[] arguments) {
        if (special.sorts().isEmpty()) {
            return fixed;
        }
        if (special.sorts().size() > 1 || !(arguments[special.sorts().get(0)] instanceof Order<?> asked)) {
            return made(fixed, special, arguments);
        }
        Last recent = last;
        if (recent == null || !recent.asked().equals(asked)) {
            recent = new Last(asked, made(fixed, special, arguments));
            last = recent;
        }
        return recent.whole();
    }

    private static List<Ordering> made(List<Ordering> fixed, Signature.Special special, @Nullable Object[] arguments) {
        List<Ordering> order = new ArrayList<>(fixed);
        for (int index : special.sorts()) {
            Object argument = arguments[index];
            if (argument instanceof Sort<?> sort) {
                order.add(ordering(sort));
            } else if (argument instanceof Order<?> more) {
                more.sorts().forEach(sort -> order.add(ordering(sort)));
            } else if (argument instanceof Sort<?>[] more) {
                Arrays.stream(more).forEach(sort -> order.add(ordering(sort)));
            } else {
                throw new IllegalArgumentException("an order is null; Order.by() is none");
            }
        }
        return List.copyOf(order);
    }

    private static Ordering ordering(Sort<?> sort) {
        return new Ordering(new Path(sort.property()), sort.isAscending(), sort.ignoreCase());
    }

    /** The order with the key behind it, so that no two rows are in the same place; each attribute once. */
    static List<Ordering> total(List<Ordering> order, Attributes attributes) {
        List<Ordering> total = new ArrayList<>(order);
        Set<String> there = new LinkedHashSet<>();
        for (Ordering part : order) {
            there.add(attributes
                    .attribute(part.path().name())
                    .orElseThrow(() -> unknown(part, attributes))
                    .path());
        }
        for (String id : attributes.id()) {
            if (there.add(id)) {
                total.add(new Ordering(new Path(id), true, false));
            }
        }
        return total;
    }

    private static QueryException unknown(Ordering part, Attributes attributes) {
        return new QueryException(
                attributes.entity() + " has no attribute " + part.path().name()
                        + " to be ordered by; its attributes are " + String.join(", ", attributes.names()));
    }
}
