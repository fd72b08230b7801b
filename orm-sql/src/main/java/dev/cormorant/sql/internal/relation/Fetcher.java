package dev.cormorant.sql.internal.relation;

import dev.cormorant.core.error.MappingException;
import dev.cormorant.sql.entity.Fetch;
import dev.cormorant.sql.entity.Filter;
import dev.cormorant.sql.internal.entity.Fetching;
import dev.cormorant.sql.internal.hook.Hooks;
import dev.cormorant.sql.internal.join.Join;
import dev.cormorant.sql.internal.join.Joins;
import dev.cormorant.sql.internal.model.Changes;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Models;
import dev.cormorant.sql.internal.model.Scope;
import dev.cormorant.sql.internal.run.Runner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what is at the other end of relations: one statement for each of them, whatever the number of entities. */
public final class Fetcher implements Fetching {

    /** Values in one statement at most; fewer are filled up to a power of two, which makes few texts. */
    static final int MOST_VALUES = 16_384;

    private final Models models;
    private final Joins joins;
    private final Plans plans;
    private final FarRows rows;

    /**
     * Nothing fetched yet.
     *
     * @param models the models of the database
     * @param runner runs queries on it
     * @param hooks the hooks of the application
     */
    public Fetcher(Models models, Runner runner, Hooks hooks) {
        this.models = models;
        this.joins = new Joins(models);
        this.plans = new Plans(joins);
        this.rows = new FarRows(models, runner, hooks);
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

    Joins joins() {
        return joins;
    }

    /** What is at the far end now, by what it is joined by. */
    Map<Object, List<Object>> current(Join join, Set<Object> joined, Scope scope) {
        return joined.isEmpty()
                ? Map.of()
                : found(new Step(join, false, Filter.ALL, List.of(), Level.NOTHING), joined, scope);
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
            Set<Object> wanted = wanted(model, join, entities);
            Map<Object, List<Object>> found = found(step, wanted, scope);
            boolean alone = !step.tree() && wanted.size() == entities.size();
            for (int i = 0; i < entities.size(); i++) {
                Object joined = Join.value(model, join.near(), entities.get(i));
                List<Object> there = joined == null ? List.of() : found.getOrDefault(joined, List.of());
                changes.get(i).set(join.relation(), only(join, there, alone));
            }
        }
        List<E> loaded = new ArrayList<>(entities.size());
        for (int i = 0; i < entities.size(); i++) {
            loaded.add(model.with(entities.get(i), changes.get(i)));
        }
        return loaded;
    }

    /** A list belongs to one entity alone, so that its owner may change it. */
    private static List<Object> only(Join join, List<Object> there, boolean alone) {
        if (join.relation().isToMany()) {
            return alone && !there.isEmpty() ? there : new ArrayList<>(there);
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
        FarRows.Found found = new FarRows.Found(new ArrayList<>(), new ArrayList<>());
        List<Object> values = List.copyOf(wanted);
        int most = RelationSql.byArray(step.join(), models.product())
                ? Integer.MAX_VALUE
                : MOST_VALUES / Integer.highestOneBit(2 * step.join().near().size() - 1);
        for (int from = 0; from < values.size(); from += Math.min(most, values.size() - from)) {
            rows.read(step, values.subList(from, Math.min(values.size() - from, most) + from), scope, found);
        }
        List<Object> entities = rows.shown(step, nested(step, found.entities(), scope));
        Map<Object, List<Object>> byJoined = new HashMap<>();
        wanted.forEach(joined -> byJoined.put(joined, new ArrayList<>()));
        for (int i = 0; i < entities.size(); i++) {
            Object joined = found.joined().get(i);
            List<Object> there = byJoined.get(joined);
            if (there == null) {
                there = behind(step, joined, byJoined);
            }
            there.add(entities.get(i));
        }
        return step.tree() ? Trees.grown(step.join(), byJoined) : byJoined;
    }

    /** Nobody looked for this value: it is one of a further level of a tree, or equal for the database alone. */
    private static List<Object> behind(Step step, Object joined, Map<Object, List<Object>> byJoined) {
        if (!step.tree()) {
            throw new MappingException("fetch " + step.join().relation()
                    + ": the database takes a value for equal to one that was looked for, and Java does not, as with a"
                    + " collation that ignores case; give the columns that join them a collation that does not");
        }
        List<Object> there = new ArrayList<>();
        byJoined.put(joined, there);
        return there;
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
}
