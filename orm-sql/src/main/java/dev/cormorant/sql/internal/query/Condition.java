package dev.cormorant.sql.internal.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that holds for a row, or does not. */
public sealed interface Condition {

    /**
     * All of them hold.
     *
     * @param parts the conditions; none means that it holds
     */
    record And(List<Condition> parts) implements Condition {}

    /**
     * One of them holds.
     *
     * @param parts the conditions; none means that it does not hold
     */
    record Or(List<Condition> parts) implements Condition {}

    /**
     * It does not hold.
     *
     * @param part the condition
     */
    record Not(Condition part) implements Condition {}

    /**
     * Two values compared.
     *
     * @param left the left one
     * @param operator one of {@code = <> < <= > >=}
     * @param right the right one
     * @param ignoreCase whether letters count as the same in both cases
     * @param nullSafe whether a null on the right asks for null, which plain SQL never finds
     */
    record Comparison(Expression left, String operator, Expression right, boolean ignoreCase, boolean nullSafe)
            implements Condition {}

    /**
     * A value between two others, both included.
     *
     * @param value the value
     * @param low the lower end
     * @param high the upper end
     * @param ignoreCase whether letters count as the same in both cases
     * @param negated whether it must not be there
     */
    record Between(Expression value, Expression low, Expression high, boolean ignoreCase, boolean negated)
            implements Condition {}

    /**
     * A value that is one of some.
     *
     * @param value the value
     * @param items the others; a parameter among them may be a collection or an array
     * @param ignoreCase whether letters count as the same in both cases
     * @param negated whether it must be none of them
     */
    record In(Expression value, List<Expression> items, boolean ignoreCase, boolean negated) implements Condition {}

    /**
     * A text that looks like another.
     *
     * @param value the text
     * @param pattern a literal or a parameter
     * @param match what the pattern is
     * @param ignoreCase whether letters count as the same in both cases
     * @param negated whether it must not look so
     */
    record Like(Expression value, Expression pattern, Match match, boolean ignoreCase, boolean negated)
            implements Condition {}

    /**
     * A value that is not there.
     *
     * @param value the value
     * @param negated whether it must be there
     */
    record IsNull(Expression value, boolean negated) implements Condition {}

    /**
     * A relation at whose other end there is a row for which something holds.
     *
     * @param relation the name of the relation
     * @param part what holds, of the entity there
     */
    record Related(String relation, Condition part) implements Condition {}

    /** What is looked for in a text. */
    enum Match {
        /** A pattern with {@code %} and {@code _}; nothing else is special. */
        PATTERN,
        /** A text that is in it. */
        CONTAINS,
        /** A text that it begins with. */
        STARTS,
        /** A text that it ends with. */
        ENDS
    }

    /**
     * Two conditions that must both hold.
     *
     * @param one the first, if there is one
     * @param other the second, if there is one
     * @return the two as one; null if there is none
     */
    static @Nullable Condition both(@Nullable Condition one, @Nullable Condition other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return new And(List.of(one, other));
    }

    /**
     * An equation.
     *
     * @param left the left side
     * @param right the right side
     * @return whether they are the same; a null on the right asks for null
     */
    static Condition equal(Expression left, Expression right) {
        return new Comparison(left, "=", right, false, true);
    }
}
