package dev.cormorant.sql.internal.query;

import dev.cormorant.sql.entity.Filter;
import dev.cormorant.sql.internal.query.Attributes.Attribute;
import dev.cormorant.sql.internal.query.Condition.And;
import dev.cormorant.sql.internal.query.Condition.Between;
import dev.cormorant.sql.internal.query.Condition.Comparison;
import dev.cormorant.sql.internal.query.Condition.In;
import dev.cormorant.sql.internal.query.Condition.IsNull;
import dev.cormorant.sql.internal.query.Condition.Like;
import dev.cormorant.sql.internal.query.Condition.Match;
import dev.cormorant.sql.internal.query.Condition.Not;
import dev.cormorant.sql.internal.query.Condition.Or;
import dev.cormorant.sql.internal.query.Expression.Parameter;
import dev.cormorant.sql.internal.query.Expression.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes conditions of filters: what a condition looks like depends on the form of the filter, and not on its values. */
final class FilterConditions {

    private final Attributes attributes;
    private final boolean outside;
    private final List<Object> values;
    private final FilterForm form;
    private int nodes;

    /**
     * For one filter.
     *
     * @param attributes the attributes of the entity
     * @param outside whether it may name only those that are marked as filterable
     * @param values where its values go, behind those that are there
     * @param form where its form is written
     */
    FilterConditions(Attributes attributes, boolean outside, List<Object> values, FilterForm form) {
        this.attributes = attributes;
        this.outside = outside;
        this.values = values;
        this.form = form;
    }

    Condition condition(Filter filter) {
        if (++nodes > Filter.MOST_NODES) {
            throw new IllegalArgumentException("the filter has more than " + Filter.MOST_NODES + " nodes");
        }
        if (filter instanceof Filter.All all) {
            form.node("all");
            return new And(conditions(all.parts()));
        } else if (filter instanceof Filter.Any any) {
            form.node("any");
            return new Or(conditions(any.parts()));
        } else if (filter instanceof Filter.Not not) {
            form.node("not");
            return new Not(condition(not.part()));
        } else if (filter instanceof Filter.Compared compared) {
            return compared(compared);
        } else if (filter instanceof Filter.Between between) {
            form.node("between");
            Attribute attribute = attribute(between.attribute());
            Parameter low = bound(attribute, between.low());
            return new Between(path(attribute), low, bound(attribute, between.high()), false, false);
        } else if (filter instanceof Filter.OneOf oneOf) {
            return oneOf(oneOf);
        }
        if (filter instanceof Filter.Related related) {
            return related(related);
        }
        Filter.Nullness nullness = (Filter.Nullness) filter;
        form.node(nullness.isNull() ? "null" : "present");
        return new IsNull(path(attribute(nullness.attribute())), !nullness.isNull());
    }

    private List<Condition> conditions(List<Filter> parts) {
        form.size(parts.size());
        List<Condition> conditions = new ArrayList<>(parts.size());
        for (Filter part : parts) {
            conditions.add(condition(part));
        }
        return conditions;
    }

    /** What the application lets be seen at the other end holds there, too. */
    private Condition related(Filter.Related related) {
        form.node("related").name(related.relation());
        Attributes.Related far = attributes
                .related(related.relation())
                .filter(known -> !outside || known.filterable())
                .orElseThrow(() -> new IllegalArgumentException("the filter goes through the relation "
                        + related.relation() + ", which " + attributes.entity() + " does not offer"));
        FilterConditions there = new FilterConditions(far.attributes(), outside, values, form);
        there.nodes = nodes;
        Condition asked = there.condition(related.condition());
        nodes = there.nodes;
        Condition seen = new FilterConditions(far.attributes(), false, values, form).condition(far.rule());
        return new Condition.Related(related.relation(), new And(List.of(asked, seen)));
    }

    private Condition oneOf(Filter.OneOf oneOf) {
        if (oneOf.values().size() > Filter.MOST_VALUES) {
            throw new IllegalArgumentException("the filter has a list of "
                    + oneOf.values().size() + " values, and there may be " + Filter.MOST_VALUES);
        }
        form.node("one of").size(oneOf.values().size());
        Attribute attribute = attribute(oneOf.attribute());
        if (oneOf.values().isEmpty()) {
            return new Or(List.of());
        }
        return new In(
                path(attribute),
                List.copyOf(oneOf.values().stream()
                        .map(value -> bound(attribute, value))
                        .toList()),
                false,
                false);
    }

    private Condition compared(Filter.Compared compared) {
        form.node(compared.comparison().name());
        Attribute attribute = attribute(compared.attribute());
        Path path = path(attribute);
        Parameter value = bound(attribute, compared.value());
        return switch (compared.comparison()) {
            case EQUAL -> new Comparison(path, "=", value, false, false);
            case NOT_EQUAL -> new Comparison(path, "<>", value, false, false);
            case LESS -> new Comparison(path, "<", value, false, false);
            case LESS_OR_EQUAL -> new Comparison(path, "<=", value, false, false);
            case GREATER -> new Comparison(path, ">", value, false, false);
            case GREATER_OR_EQUAL -> new Comparison(path, ">=", value, false, false);
            case CONTAINS -> new Like(path, text(attribute, value), Match.CONTAINS, false, false);
            case STARTS_WITH -> new Like(path, text(attribute, value), Match.STARTS, false, false);
            case ENDS_WITH -> new Like(path, text(attribute, value), Match.ENDS, false, false);
        };
    }

    private static Parameter text(Attribute attribute, Parameter value) {
        if (attribute.type() != String.class) {
            throw new IllegalArgumentException("the filter looks for a text in " + attribute.path() + ", which is a "
                    + attribute.type().getSimpleName());
        }
        return value;
    }

    private static Path path(Attribute attribute) {
        return new Path(attribute.path());
    }

    /** An attribute that is not marked is refused like one that there is not, so that nobody learns which there are. */
    private Attribute attribute(String path) {
        Attribute known = attributes.attribute(path).orElse(null);
        if (known == null || (outside && !known.filterable())) {
            throw notOffered(path);
        }
        form.name(known.path());
        return known;
    }

    private IllegalArgumentException notOffered(String path) {
        return new IllegalArgumentException("the filter names " + path + ", which "
                + attributes.entity() + " does not offer; it offers "
                + String.join(
                        ", ",
                        attributes.names().stream()
                                .filter(name -> attributes
                                        .attribute(name)
                                        .filter(known -> !outside || known.filterable())
                                        .isPresent())
                                .toList()));
    }

    private Parameter bound(Attribute attribute, Object value) {
        values.add(FilterValues.fitting(attribute, value));
        return new Parameter(CompiledFilter.key(values.size() - 1));
    }
}
