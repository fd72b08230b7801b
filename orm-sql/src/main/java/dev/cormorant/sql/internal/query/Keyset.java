package dev.cormorant.sql.internal.query;

import dev.cormorant.sql.internal.query.Condition.And;
import dev.cormorant.sql.internal.query.Condition.Comparison;
import dev.cormorant.sql.internal.query.Condition.IsNull;
import dev.cormorant.sql.internal.query.Condition.Or;
import dev.cormorant.sql.internal.query.Expression.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** The rows behind a certain one in an order, where null is smaller than everything else. */
public final class Keyset {

    private Keyset() {}

    /**
     * The parameter with a part of the key.
     *
     * @param index which part, from 0
     * @return its name
     */
    public static String key(int index) {
        return "#key" + index;
    }

    /**
     * The condition.
     *
     * @param order the order
     * @param isNull whether a part of the key is null
     * @param nullable whether an attribute may be null
     * @return what holds for the rows behind the key, and for no other
     */
    public static Condition after(List<Ordering> order, IntPredicate isNull, Predicate<Ordering> nullable) {
        List<Condition> alternatives = new ArrayList<>();
        List<Condition> same = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            Ordering part = order.get(i);
            List<Condition> beyond = beyond(part, i, isNull.test(i), nullable.test(part));
            for (Condition further : beyond) {
                List<Condition> together = new ArrayList<>(same);
                together.add(further);
                alternatives.add(new And(List.copyOf(together)));
            }
            same.add(
                    isNull.test(i)
                            ? new IsNull(part.path(), false)
                            : new Comparison(part.path(), "=", new Parameter(key(i)), part.ignoreCase(), false));
        }
        Condition after = new Or(List.copyOf(alternatives));
        return bounded(order.get(0), after, isNull.test(0), nullable.test(order.get(0)));
    }

    /** What is behind a value in one part of the order: nothing, one condition or two. */
    private static List<Condition> beyond(Ordering part, int index, boolean isNull, boolean nullable) {
        if (isNull) {
            return part.ascending() ? List.of(new IsNull(part.path(), true)) : List.of();
        }
        Comparison further = new Comparison(
                part.path(), part.ascending() ? ">" : "<", new Parameter(key(index)), part.ignoreCase(), false);
        return part.ascending() || !nullable ? List.of(further) : List.of(further, new IsNull(part.path(), false));
    }

    /** Says once more what the first part says anyway, in a form for which every database uses an index. */
    private static Condition bounded(Ordering first, Condition after, boolean isNull, boolean nullable) {
        if (isNull || (nullable && !first.ascending())) {
            return after;
        }
        Comparison bound = new Comparison(
                first.path(), first.ascending() ? ">=" : "<=", new Parameter(key(0)), first.ignoreCase(), false);
        return new And(List.of(bound, after));
    }
}
