package dev.cormorant.sql.internal.attribute;

import dev.cormorant.sql.entity.Filter;
import dev.cormorant.sql.internal.cache.BoundedCache;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Models;
import dev.cormorant.sql.internal.query.Attributes;
import dev.cormorant.sql.internal.query.CompiledFilter;
import dev.cormorant.sql.internal.query.Condition;
import dev.cormorant.sql.internal.query.Rendered;
import dev.cormorant.sql.internal.query.Renderer;
import dev.cormorant.sql.internal.query.SqlDialect;
import java.util.Optional;

/**
 * The filters of an application over one entity, as conditions of statements. Their SQL is kept by its form, without any value. Safe
 * for all threads.
 */
public final class FilterSql {

    /** The most forms of conditions that are kept; beyond that, all are written anew. */
    private static final int CAPACITY = 64;

    private final Model<?> model;
    private final Models models;
    private final Attributes attributes;
    private final BoundedCache<Form, Rendered> rendered = new BoundedCache<>(CAPACITY);

    private record Form(Condition condition, String alias) {}

    /**
     * None written yet.
     *
     * @param model the entity
     * @param models where it is from
     */
    public FilterSql(Model<?> model, Models models) {
        this.model = model;
        this.models = models;
        this.attributes = new ModelAttributes(model, models, "", "");
    }

    /** {@return what the filters may name} */
    public Attributes attributes() {
        return attributes;
    }

    /**
     * The condition of a filter.
     *
     * @param filter the filter
     * @param alias what stands before each column, with its dot; empty for nothing
     * @return the condition with its values
     * @throws IllegalArgumentException if the filter does not fit
     */
    public RowCondition condition(Filter filter, String alias) {
        if (filter.equals(Filter.ALL)) {
            return RowCondition.ALL;
        }
        CompiledFilter compiled = CompiledFilter.ofRule(filter, attributes, null);
        Rendered form = rendered(compiled.condition(), alias);
        return new RowCondition(form.sql(), form.values(compiled::value));
    }

    private Rendered rendered(Condition condition, String alias) {
        Form form = new Form(condition, alias);
        Rendered known = rendered.get(form);
        if (known == null) {
            Rendered plain = renderer(alias).condition(condition, CompiledFilter.SHAPE);
            known = rendered.keep(form, new Rendered(" and " + plain.sql(), plain.slots()));
        }
        return known;
    }

    private Renderer renderer(String alias) {
        SqlDialect dialect = SqlDialect.of(models.product().name());
        Attributes named = alias.isEmpty() ? attributes : new ModelAttributes(model, models, "", alias);
        return new Renderer(dialect, named, key -> Optional.empty());
    }
}
