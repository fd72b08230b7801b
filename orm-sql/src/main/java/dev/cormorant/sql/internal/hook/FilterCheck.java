package dev.cormorant.sql.internal.hook;

import dev.cormorant.core.error.UnsupportedFeatureException;
import dev.cormorant.sql.entity.Filter;
import dev.cormorant.sql.internal.query.Attributes;
import dev.cormorant.sql.internal.query.Attributes.Attribute;
import dev.cormorant.sql.internal.query.FilterValues;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether a filter holds for an entity in memory. As in SQL, what is compared with a null is neither true nor false, and a filter
 * holds only if it is true. Texts are compared by their characters, which is what the strictest collation does.
 */
final class FilterCheck {

    private final Attributes attributes;
    private final Object entity;

    FilterCheck(Attributes attributes, Object entity) {
        this.attributes = attributes;
        this.entity = entity;
    }

    boolean holds(Filter filter) {
        return Boolean.TRUE.equals(check(filter));
    }

    /** {@return whether it holds; null if that is not known} */
    private @Nullable Boolean check(Filter filter) {
        if (filter instanceof Filter.All all) {
            return joined(all.parts(), false);
        } else if (filter instanceof Filter.Any any) {
            return joined(any.parts(), true);
        } else if (filter instanceof Filter.Not not) {
            Boolean part = check(not.part());
            return part == null ? null : !part;
        } else if (filter instanceof Filter.Compared compared) {
            return compared(compared);
        } else if (filter instanceof Filter.OneOf oneOf) {
            Attribute attribute = attribute(oneOf.attribute());
            return known(
                    attribute, held -> oneOf.values().stream().anyMatch(value -> compare(attribute, held, value) == 0));
        } else if (filter instanceof Filter.Between between) {
            Attribute attribute = attribute(between.attribute());
            return known(
                    attribute,
                    held -> compare(attribute, held, between.low()) >= 0
                            && compare(attribute, held, between.high()) <= 0);
        }
        return nullness(filter);
    }

    private Boolean nullness(Filter filter) {
        if (filter instanceof Filter.Related related) {
            throw new UnsupportedFeatureException(
                    "hold a rule of a query hook against a " + attributes.entity()
                            + " before it is written: it goes through" + " the relation " + related.relation()
                            + ", which only the database can tell",
                    null);
        }
        Filter.Nullness nullness = (Filter.Nullness) filter;
        return (attribute(nullness.attribute()).of(entity) == null) == nullness.isNull();
    }

    /** One part that is {@code decisive} decides; else one that is not known leaves it open. */
    private @Nullable Boolean joined(List<Filter> parts, boolean decisive) {
        boolean open = false;
        for (Filter part : parts) {
            Boolean holds = check(part);
            if (holds == null) {
                open = true;
            } else if (holds == decisive) {
                return decisive;
            }
        }
        return open ? null : !decisive;
    }

    private @Nullable Boolean compared(Filter.Compared compared) {
        Attribute attribute = attribute(compared.attribute());
        Object value = compared.value();
        return known(attribute, held -> switch (compared.comparison()) {
            case EQUAL -> compare(attribute, held, value) == 0;
            case NOT_EQUAL -> compare(attribute, held, value) != 0;
            case LESS -> compare(attribute, held, value) < 0;
            case LESS_OR_EQUAL -> compare(attribute, held, value) <= 0;
            case GREATER -> compare(attribute, held, value) > 0;
            case GREATER_OR_EQUAL -> compare(attribute, held, value) >= 0;
            case CONTAINS -> held.toString().contains(value.toString());
            case STARTS_WITH -> held.toString().startsWith(value.toString());
            case ENDS_WITH -> held.toString().endsWith(value.toString());
        });
    }

    private @Nullable Boolean known(Attribute attribute, Predicate<Object> check) {
        Object held = attribute.of(entity);
        return held == null ? null : check.test(held);
    }

    /** Compares what goes into the columns, which is what the database compares. */
    private static int compare(Attribute attribute, Object held, Object value) {
        Object left = attribute.toColumn(held);
        Object right = attribute.toColumn(FilterValues.fitting(attribute, value));
        if (left instanceof Comparable<?> comparable && right != null && left.getClass() == right.getClass()) {
            return ordered(comparable, right);
        }
        return Objects.deepEquals(left, right) ? 0 : 1;
    }

    @SuppressWarnings("unchecked") // both are of the same class
    private static int ordered(Comparable<?> left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }

    private Attribute attribute(String path) {
        return attributes
                .attribute(path)
                .orElseThrow(() -> new IllegalArgumentException("the filter names " + path + ", which "
                        + attributes.entity() + " does not have; it has " + String.join(", ", attributes.names())));
    }
}
