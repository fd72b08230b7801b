package dev.cormorant.sql.internal.query;

import java.util.List;

/**
 * One part of an order. What is null counts as smaller than everything else, on each database.
 *
 * @param path the attribute
 * @param ascending whether small comes first
 * @param ignoreCase whether letters count as the same in both cases
 */
public record Ordering(Expression.Path path, boolean ascending, boolean ignoreCase) {

    /**
     * The same order from its end.
     *
     * @param order the order
     * @return the opposite of each part
     */
    public static List<Ordering> reversed(List<Ordering> order) {
        return order.stream()
                .map(part -> new Ordering(part.path(), !part.ascending(), part.ignoreCase()))
                .toList();
    }
}
