package dev.cormorant.sql.internal.entity;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Entities of one class that follow each other in a list.
 *
 * @param connection the connection, in a transaction
 * @param entities the entities
 */
record Run<E>(Connection connection, List<E> entities) {

    /** Works on a list run by run, and puts the results together in the order of the list. */
    static <E, R> List<R> each(
            List<E> all,
            Function<E, EntityAccess<E>> accessOf,
            Connection connection,
            BiFunction<EntityAccess<E>, Run<E>, List<R>> work) {
        List<R> results = new ArrayList<>(all.size());
        int from = 0;
        while (from < all.size()) {
            EntityAccess<E> access = accessOf.apply(all.get(from));
            int to = from + 1;
            while (to < all.size() && accessOf.apply(all.get(to)) == access) {
                to++;
            }
            results.addAll(work.apply(access, new Run<>(connection, all.subList(from, to))));
            from = to;
        }
        return results;
    }
}
