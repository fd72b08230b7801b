package dev.cormorant.sql.internal.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query or a change of many rows. */
public sealed interface Statement {

    /** {@return the name of the entity, if the statement says it} */
    @Nullable
    String entity();

    /** {@return which rows; null for all} */
    @Nullable
    Condition where();

    /**
     * The same statement for fewer rows.
     *
     * @param more what must hold too
     * @return the statement with both conditions
     */
    Statement restricted(Condition more);

    /**
     * A query.
     *
     * @param entity the name of the entity, if it says one
     * @param selected what of each row; null for the entity itself
     * @param where which rows; null for all
     * @param order their order
     */
    record Select(
            @Nullable String entity, @Nullable Expression selected, @Nullable Condition where, List<Ordering> order)
            implements Statement {
        @Override
        public Select restricted(Condition more) {
            return new Select(entity, selected, Condition.both(where, more), order);
        }

        /**
         * The same query in another order.
         *
         * @param other the order
         * @return the query
         */
        public Select ordered(List<Ordering> other) {
            return new Select(entity, selected, where, other);
        }
    }

    /**
     * A change of many rows.
     *
     * @param entity the name of the entity
     * @param set what gets which value
     * @param where which rows; null for all
     */
    record Update(@Nullable String entity, List<Assignment> set, @Nullable Condition where) implements Statement {
        @Override
        public Update restricted(Condition more) {
            return new Update(entity, set, Condition.both(where, more));
        }
    }

    /**
     * A deletion of many rows.
     *
     * @param entity the name of the entity
     * @param where which rows; null for all
     */
    record Delete(@Nullable String entity, @Nullable Condition where) implements Statement {
        @Override
        public Delete restricted(Condition more) {
            return new Delete(entity, Condition.both(where, more));
        }
    }

    /**
     * One attribute and its new value.
     *
     * @param path the attribute
     * @param value the value
     */
    record Assignment(Expression.Path path, Expression value) {}
}
