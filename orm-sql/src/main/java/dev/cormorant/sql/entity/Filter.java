package dev.cormorant.sql.entity;

import java.util.Collection;
import java.util.List;

/**
 * A condition that somebody outside puts together: a search form, the parameters of a request. A method of a repository that
 * gives rows or a page may take one as a parameter; it then gives only the rows for which it holds.
 *
 * <pre>{@code
 * interface Cities extends DataRepository<City, Long> {
 *     @Find
 *     Page<City> search(Filter filter, PageRequest request, Order<City> order);
 * }
 * Filter filter = Filter.and(Filter.startsWith("name", "B"), Filter.between("population", 1_000, 9_000),
 *         Filter.any("sights", Filter.equal("open", true)));
 * }</pre>
 *
 * <p>It can name what the entity marks as {@link Filterable}, and nothing else. It has at most {@value #MOST_NODES} nodes and
 * {@value #MOST_VALUES} values in one list; every value is bound. What does not fit is refused with an
 * {@link IllegalArgumentException} when the method is called: an attribute that is not marked, a value of another type, too many
 * nodes. A text is taken for a constant of an enum, a {@code UUID}, a date or a time if the attribute is one. Immutable.
 */
public sealed interface Filter {

    /** The most nodes of a filter. */
    int MOST_NODES = 100;

    /** The most values of one list. */
    int MOST_VALUES = 1_000;

    /** A filter that holds for every row. */
    Filter ALL = new All(List.of());

    /** How an attribute is compared with a value. */
    enum Comparison {
        /** The same. */
        EQUAL,
        /** Not the same; a null is neither. */
        NOT_EQUAL,
        /** Smaller. */
        LESS,
        /** Smaller or the same. */
        LESS_OR_EQUAL,
        /** Greater. */
        GREATER,
        /** Greater or the same. */
        GREATER_OR_EQUAL,
        /** A text that is in it. */
        CONTAINS,
        /** A text that it begins with. */
        STARTS_WITH,
        /** A text that it ends with. */
        ENDS_WITH
    }

    /**
     * An attribute compared with a value.
     *
     * @param attribute the attribute
     * @param comparison how
     * @param value the value
     */
    record Compared(String attribute, Comparison comparison, Object value) implements Filter {}

    /**
     * An attribute that has one of some values.
     *
     * @param attribute the attribute
     * @param values the values; none means that it never holds
     */
    record OneOf(String attribute, List<Object> values) implements Filter {
        /** Takes a copy of the list. */
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /**
     * An attribute between two values, both included.
     *
     * @param attribute the attribute
     * @param low the lower end
     * @param high the upper end
     */
    record Between(String attribute, Object low, Object high) implements Filter {}

    /**
     * An attribute that is null, or is not.
     *
     * @param attribute the attribute
     * @param isNull whether it is
     */
    record Nullness(String attribute, boolean isNull) implements Filter {}

    /**
     * A relation that holds an entity for which a filter holds.
     *
     * @param relation the name of the relation
     * @param condition the filter, over the entity at its other end; {@link #ALL} for any
     */
    record Related(String relation, Filter condition) implements Filter {}

    /**
     * Filters that all hold.
     *
     * @param parts the filters; none means that it always holds
     */
    record All(List<Filter> parts) implements Filter {
        /** Takes a copy of the list. */
        public All {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Filters of which one holds.
     *
     * @param parts the filters; none means that it never holds
     */
    record Any(List<Filter> parts) implements Filter {
        /** Takes a copy of the list. */
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A filter that does not hold.
     *
     * @param part the filter
     */
    record Not(Filter part) implements Filter {}

    /**
     * The attribute is a value.
     *
     * @param attribute the attribute
     * @param value the value
     * @return the filter
     */
    static Filter equal(String attribute, Object value) {
        return new Compared(attribute, Comparison.EQUAL, value);
    }

    /**
     * The attribute is one of some values.
     *
     * @param attribute the attribute
     * @param values the values
     * @return the filter
     */
    static Filter in(String attribute, Collection<?> values) {
        return new OneOf(attribute, List.copyOf(values));
    }

    /**
     * The attribute is between two values, both included.
     *
     * @param attribute the attribute
     * @param low the lower end
     * @param high the upper end
     * @return the filter
     */
    static Filter between(String attribute, Object low, Object high) {
        return new Between(attribute, low, high);
    }

    /**
     * The attribute contains a text.
     *
     * @param attribute the attribute
     * @param text the text, in which nothing is special
     * @return the filter
     */
    static Filter contains(String attribute, String text) {
        return new Compared(attribute, Comparison.CONTAINS, text);
    }

    /**
     * The attribute begins with a text.
     *
     * @param attribute the attribute
     * @param text the text, in which nothing is special
     * @return the filter
     */
    static Filter startsWith(String attribute, String text) {
        return new Compared(attribute, Comparison.STARTS_WITH, text);
    }

    /**
     * The attribute ends with a text.
     *
     * @param attribute the attribute
     * @param text the text, in which nothing is special
     * @return the filter
     */
    static Filter endsWith(String attribute, String text) {
        return new Compared(attribute, Comparison.ENDS_WITH, text);
    }

    /**
     * The attribute is null.
     *
     * @param attribute the attribute
     * @return the filter
     */
    static Filter isNull(String attribute) {
        return new Nullness(attribute, true);
    }

    /**
     * The attribute is there.
     *
     * @param attribute the attribute
     * @return the filter
     */
    static Filter exists(String attribute) {
        return new Nullness(attribute, false);
    }

    /**
     * All hold.
     *
     * @param parts the filters
     * @return the filter
     */
    static Filter and(Filter... parts) {
        return new All(List.of(parts));
    }

    /**
     * One holds.
     *
     * @param parts the filters
     * @return the filter
     */
    static Filter or(Filter... parts) {
        return new Any(List.of(parts));
    }

    /**
     * A relation holds an entity for which a filter holds. What is marked as deleted or archived is not there.
     *
     * @param relation the name of the relation
     * @param condition the filter, over the entity at its other end; {@link #ALL} for any
     * @return the filter
     */
    static Filter any(String relation, Filter condition) {
        return new Related(relation, condition);
    }

    /**
     * A relation holds no entity for which a filter holds.
     *
     * @param relation the name of the relation
     * @param condition the filter, over the entity at its other end; {@link #ALL} for any
     * @return the filter
     */
    static Filter none(String relation, Filter condition) {
        return new Not(new Related(relation, condition));
    }
}
