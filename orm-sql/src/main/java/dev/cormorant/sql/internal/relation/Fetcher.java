package dev.cormorant.sql.internal.relation;

import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.sql.entity.Fetch;
import dev.cormorant.sql.entity.QueryKind;
import dev.cormorant.sql.internal.entity.Fetching;
import dev.cormorant.sql.internal.entity.Scope;
import dev.cormorant.sql.internal.hook.Hooks;
import dev.cormorant.sql.internal.hook.RowCondition;
import dev.cormorant.sql.internal.hook.Rules;
import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Changes;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Models;
import dev.cormorant.sql.internal.model.RelationModel;
import dev.cormorant.sql.internal.run.PlainQuery;
import dev.cormorant.sql.internal.run.Runner;
import dev.cormorant.sql.internal.text.BoundSql;
import dev.cormorant.sql.mapping.RowMapper;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads what is at the other end of relations: one statement for each of them, whatever the number of entities. */
public final class Fetcher implements Fetching {

    /** Values in one statement at most; fewer are filled up to a power of two, which makes few texts. */
    static final int MOST_VALUES = 16_384;
    /** The most statements that are kept; beyond that, all are written anew. */
    static final int CAPACITY = 1_024;

    private final Models models;
    private final Runner runner;
    private final Hooks hooks;
    private final ColumnTypes types;
    private final Joins joins;
    private final Plans plans;
    private final Map<Shape, String> texts = new ConcurrentHashMap<>();

    private record Shape(RelationModel relation, boolean tree, List<?> order, Scope scope, String more, int values) {}

    /** A row at the far end, and what it was found by. */
    private record Found(Object entity, Object joined) {}

    /**
     * Nothing fetched yet.
     *
     * @param models the models of the database
     * @param runner runs queries on it
     * @param hooks the hooks of the application
     */
    public Fetcher(Models models, Runner runner, Hooks hooks) {
        this.models = models;
        this.runner = runner;
        this.hooks = hooks;
        this.types = models.types();
        this.joins = new Joins(models);
        this.plans = new Plans(joins);
    }

    @Override
    public void check(Model<?> model) {
        model.relations().forEach(relation -> joins.of(model, relation));
    }

    @Override
    public <E> Plan<E> plan(Model<E> model, Scope scope, Collection<String> paths) {
        return new Planned<>(this, model, scope, plans.of(model, paths));
    }

    @Override
    public <E> Plan<E> plan(Model<E> model, Scope scope, Fetch<E, ?> fetch) {
        return new Planned<>(this, model, scope, plans.of(model, fetch));
    }

    /** What was asked for of one entity. */
    private record Planned<E>(Fetcher fetcher, Model<E> model, Scope scope, Level level) implements Plan<E> {

        @Override
        public List<E> apply(List<E> entities) {
            return fetcher.load(model, entities, level, scope);
        }

        @Override
        public Plan<E> and(Plan<E> other) {
            return new Planned<>(fetcher, model, scope, Plans.both(level, ((Planned<E>) other).level));
        }

        @Override
        public Plan<E> in(Scope newScope) {
            return new Planned<>(fetcher, model, newScope, level);
        }
    }

    /** The same entities in the same order, with what was asked for. */
    <E> List<E> load(Model<E> model, List<E> entities, Level level, Scope scope) {
        if (level.isEmpty() || entities.isEmpty()) {
            return entities;
        }
        if (model.variants().isEmpty()) {
            return loadOne(model, entities, level.of(model), scope);
        }
        Map<Model<E>, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < entities.size(); i++) {
            places.computeIfAbsent(model.of(entities.get(i)), first -> new ArrayList<>())
                    .add(i);
        }
        List<E> loaded = new ArrayList<>(entities);
        places.forEach((own, at) -> {
            List<E> some = loadOne(own, at.stream().map(entities::get).toList(), level.of(own), scope);
            for (int i = 0; i < some.size(); i++) {
                loaded.set(at.get(i), some.get(i));
            }
        });
        return loaded;
    }

    private <E> List<E> loadOne(Model<E> model, List<E> entities, List<Step> steps, Scope scope) {
        if (steps.isEmpty()) {
            return entities;
        }
        List<Changes> changes = new ArrayList<>(entities.size());
        entities.forEach(entity -> changes.add(model.changes()));
        for (Step step : steps) {
            Join join = step.join();
            Map<Object, List<Object>> found = found(step, wanted(model, join, entities), scope);
            for (int i = 0; i < entities.size(); i++) {
                Object joined = Join.value(model, join.near(), entities.get(i));
                List<Object> there = joined == null ? List.of() : found.getOrDefault(joined, List.of());
                changes.get(i).set(join.relation(), only(join, there));
            }
        }
        List<E> loaded = new ArrayList<>(entities.size());
        for (int i = 0; i < entities.size(); i++) {
            loaded.add(model.with(entities.get(i), changes.get(i)));
        }
        return loaded;
    }

    /** A list belongs to one entity alone, so that its owner may change it. */
    private static List<Object> only(Join join, List<Object> there) {
        if (join.relation().isToMany()) {
            return new ArrayList<>(there);
        }
        if (there.size() > 1) {
            throw new MappingException("fetch " + join.relation() + ": there are " + there.size() + " rows of "
                    + join.target().table() + " at its other end, and it holds one; make it a relation to many");
        }
        return there;
    }

    private static <E> Set<Object> wanted(Model<E> model, Join join, List<E> entities) {
        Set<Object> wanted = new LinkedHashSet<>();
        for (E entity : entities) {
            Object joined = Join.value(model, join.near(), entity);
            if (joined != null) {
                wanted.add(joined);
            }
        }
        return wanted;
    }

    /** What is at the far end, by what it is joined by. */
    private Map<Object, List<Object>> found(Step step, Set<Object> wanted, Scope scope) {
        List<Found> rows = new ArrayList<>();
        List<Object> values = List.copyOf(wanted);
        int most = RelationSql.byArray(step.join(), models.product())
                ? Integer.MAX_VALUE
                : MOST_VALUES / Integer.highestOneBit(2 * step.join().near().size() - 1);
        for (int from = 0; from < values.size(); from += Math.min(most, values.size() - from)) {
            rows.addAll(rows(step, values.subList(from, Math.min(values.size() - from, most) + from), scope));
        }
        List<Object> entities =
                shown(step, nested(step, rows.stream().map(Found::entity).toList(), scope));
        Map<Object, List<Object>> found = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            Object joined = rows.get(i).joined();
            if (!step.tree() && !wanted.contains(joined)) {
                throw new MappingException("fetch " + step.join().relation()
                        + ": the database takes a value for equal to one that was looked for, and Java does not, as with a"
                        + " collation that ignores case; give the columns that join them a collation that does not");
            }
            found.computeIfAbsent(joined, first -> new ArrayList<>()).add(entities.get(i));
        }
        return step.tree() ? Trees.grown(step.join(), found) : found;
    }

    private List<Object> nested(Step step, List<Object> entities, Scope scope) {
        if (step.next().isEmpty()) {
            return entities;
        }
        Model<Object> target = step.join().rows();
        if (step.join().link() == null) {
            return load(target, entities, step.next(), scope);
        }
        // An entity that several are linked with came several times; it is loaded once.
        Map<Object, Object> byKey = new LinkedHashMap<>();
        entities.forEach(entity -> byKey.putIfAbsent(target.keyOf(entity), entity));
        List<Object> once = load(target, List.copyOf(byKey.values()), step.next(), scope);
        once.forEach(entity -> byKey.put(target.keyOf(entity), entity));
        return entities.stream().map(entity -> byKey.get(target.keyOf(entity))).toList();
    }

    /** Lets hooks look at what was fetched, at each once, even if it belongs to several. */
    private List<Object> shown(Step step, List<Object> entities) {
        Rules<Object> rules = hooks.rules(step.join().rows());
        if (rules == null) {
            return entities;
        }
        IdentityHashMap<Object, Object> looked = new IdentityHashMap<>();
        return entities.stream()
                .map(entity -> looked.computeIfAbsent(entity, rules::loaded))
                .toList();
    }

    private List<Found> rows(Step step, List<Object> values, Scope scope) {
        Join join = step.join();
        boolean array = RelationSql.byArray(join, models.product());
        int places = array ? 1 : Integer.highestOneBit(2 * values.size() - 1);
        RowCondition more = hooks.condition(join.target(), QueryKind.SELECT, RelationSql.ALIAS);
        Shape shape = new Shape(join.relation(), step.tree(), step.order(), scope, more.sql(), places);
        String text = text(shape, step);
        List<@Nullable Object> all =
                new ArrayList<>(array ? List.of(array(join, values)) : filledUp(join, values, places));
        all.addAll(more.values());
        if (step.tree()) {
            // Once for the first level, and once for those behind it.
            all.addAll(more.values());
        }
        BoundSql bound = new BoundSql(text, all);
        return runner.list(new PlainQuery(text, bound, types), metadata -> {
            RowMapper<Object> mapper = join.rows().mapper(metadata);
            return join.link() == null ? row -> byAttributes(join, mapper.map(row)) : linked(join, mapper);
        });
    }

    private String text(Shape shape, Step step) {
        String known = texts.get(shape);
        if (known == null) {
            if (texts.size() >= CAPACITY) {
                texts.clear();
            }
            known = new RelationSql(step, models.product(), shape.scope(), shape.more()).text(shape.values());
            texts.put(shape, known);
        }
        return known;
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
            bound.addAll(Join.columns(join.near(), values.get(Math.min(i, values.size() - 1))));
        }
        return bound;
    }

    private static Found byAttributes(Join join, Object entity) {
        Object joined = Join.value(join.rows(), join.far(), entity);
        if (joined == null) {
            throw new MappingException("fetch " + join.relation() + ": a row has no value for " + join.far()
                    + " after it was read, and was found by it");
        }
        return new Found(entity, joined);
    }

    /** The columns of the link come behind those of the entity. */
    private RowMapper<Found> linked(Join join, RowMapper<Object> mapper) {
        Model<?> target = join.target();
        int first = target.columns().size() + (target.variants().isEmpty() ? 1 : 2);
        return row -> {
            List<Object> values = new ArrayList<>(join.near().size());
            for (int i = 0; i < join.near().size(); i++) {
                AttributeModel near = join.near().get(i);
                Object value = near.form().fromColumn(types.read(row, first + i, near.columnType()));
                values.add(Objects.requireNonNull(value, "a link that was found by a value has it"));
            }
            return new Found(mapper.map(row), values.size() == 1 ? values.get(0) : values);
        };
    }
}
