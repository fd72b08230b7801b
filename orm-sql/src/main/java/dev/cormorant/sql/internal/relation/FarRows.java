package dev.cormorant.sql.internal.relation;

import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.sql.entity.QueryKind;
import dev.cormorant.sql.internal.attribute.FilterSql;
import dev.cormorant.sql.internal.attribute.RowCondition;
import dev.cormorant.sql.internal.cache.BoundedCache;
import dev.cormorant.sql.internal.hook.Hooks;
import dev.cormorant.sql.internal.hook.Rules;
import dev.cormorant.sql.internal.join.Join;
import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Models;
import dev.cormorant.sql.internal.model.RelationModel;
import dev.cormorant.sql.internal.model.Scope;
import dev.cormorant.sql.internal.run.PlainQuery;
import dev.cormorant.sql.internal.run.Runner;
import dev.cormorant.sql.internal.text.BoundSql;
import dev.cormorant.sql.mapping.RowMapper;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the rows at the far end of relations. */
final class FarRows {

    /** The most statements that are kept; beyond that, all are written anew. */
    static final int CAPACITY = 1_024;

    private final Models models;
    private final Runner runner;
    private final Hooks hooks;
    private final ColumnTypes types;
    private final BoundedCache<RelationModel, FilterSql> filters = new BoundedCache<>(CAPACITY);
    private final BoundedCache<List<?>, String> texts = new BoundedCache<>(CAPACITY);

    /**
     * Rows at the far end.
     *
     * @param entities the entities
     * @param joined what each of them was found by
     */
    record Found(List<Object> entities, List<Object> joined) {}

    FarRows(Models models, Runner runner, Hooks hooks) {
        this.models = models;
        this.runner = runner;
        this.hooks = hooks;
        this.types = models.types();
    }

    /** Lets hooks look at what was fetched, at each once, even if it belongs to several. */
    List<Object> shown(Step step, List<Object> entities) {
        Rules<Object> rules = hooks.rules(step.join().rows());
        return rules == null ? entities : rules.loadedOnce(entities);
    }

    void read(Step step, List<Object> values, Scope scope, Found into) {
        Join join = step.join();
        boolean array = RelationSql.byArray(join, models.product());
        int places = array ? 1 : Integer.highestOneBit(2 * values.size() - 1);
        RowCondition more = hooks.condition(join.target(), QueryKind.SELECT, RelationSql.ALIAS)
                .and(filters(join).condition(step.filter(), RelationSql.ALIAS));
        String text = text(step, scope, more.sql(), places);
        List<@Nullable Object> all =
                new ArrayList<>(array ? List.of(array(join, values)) : filledUp(join, values, places));
        all.addAll(more.values());
        if (step.tree()) {
            // Once for the first level, and once for those behind it.
            all.addAll(more.values());
        }
        BoundSql bound = new BoundSql(text, all);
        into.entities().addAll(runner.list(new PlainQuery(text, bound, types), rows -> {
            RowMapper<Object> mapper = join.rows().mapper(rows);
            return join.link() == null
                    ? row -> byAttributes(join, mapper.map(row), into.joined())
                    : linked(join, mapper, into.joined());
        }));
    }

    private FilterSql filters(Join join) {
        FilterSql known = filters.get(join.relation());
        return known == null ? filters.keep(join.relation(), new FilterSql(join.target(), models)) : known;
    }

    private String text(Step step, Scope scope, String more, int places) {
        // The equality of a record is linked at run time: the first relation of a program would wait for it.
        List<?> shape = List.of(step.join().relation(), step.tree(), step.order(), scope, more, places);
        String known = texts.get(shape);
        return known == null
                ? texts.keep(shape, new RelationSql(step, models.product(), scope, more).text(places))
                : known;
    }

    private static Object array(Join join, List<Object> values) {
        AttributeModel near = join.near().get(0);
        Object array = Array.newInstance(near.columnType(), values.size());
        for (int i = 0; i < values.size(); i++) {
            Array.set(array, i, near.toColumn(values.get(i)));
        }
        return array;
    }

    private static List<@Nullable Object> filledUp(Join join, List<Object> values, int places) {
        List<@Nullable Object> bound = new ArrayList<>(places * join.near().size());
        for (int i = 0; i < places; i++) {
            bound.addAll(Join.bound(join.near(), values.get(Math.min(i, values.size() - 1))));
        }
        return bound;
    }

    private static Object byAttributes(Join join, Object entity, List<Object> found) {
        Object joined = Join.value(join.rows(), join.far(), entity);
        if (joined == null) {
            throw new MappingException("fetch " + join.relation() + ": a row has no value for " + join.far()
                    + " after it was read, and was found by it");
        }
        found.add(joined);
        return entity;
    }

    /** The columns of the link come behind those of the entity. */
    private RowMapper<Object> linked(Join join, RowMapper<Object> mapper, List<Object> found) {
        Model<?> target = join.target();
        int first = target.columns().size() + (target.variants().isEmpty() ? 1 : 2);
        return row -> {
            List<Object> values = new ArrayList<>(join.near().size());
            for (int i = 0; i < join.near().size(); i++) {
                AttributeModel near = join.near().get(i);
                Object value = near.form().fromColumn(types.read(row, first + i, near.columnType()));
                values.add(Objects.requireNonNull(value, "a link that was found by a value has it"));
            }
            found.add(values.size() == 1 ? values.get(0) : values);
            return mapper.map(row);
        };
    }
}
