package dev.cormorant.sql.internal.relation;

import dev.cormorant.core.error.MappingException;
import dev.cormorant.sql.entity.Fetch;
import dev.cormorant.sql.entity.Filter;
import dev.cormorant.sql.internal.join.Join;
import dev.cormorant.sql.internal.join.Joins;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.RelationModel;
import jakarta.data.Sort;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes plans of what a call asks for: paths, or fetches with an order of their own. */
final class Plans {

    private static final String TREE = "*";
    private static final int DEEPEST = 16;

    private final Joins joins;

    Plans(Joins joins) {
        this.joins = joins;
    }

    /** What is wanted of one relation, by whichever way it was said. */
    private static final class Wanted {
        private final Map<String, Wanted> nested = new LinkedHashMap<>();
        private Filter filter = Filter.ALL;
        private List<? extends Sort<?>> order = List.of();
        private @Nullable Class<?> target;
    }

    Level of(Model<?> model, Collection<String> paths) {
        Wanted wanted = new Wanted();
        for (String path : paths) {
            Wanted at = wanted;
            for (String name : path.split("\\.", -1)) {
                at = at.nested.computeIfAbsent(name, first -> new Wanted());
            }
        }
        return level(model, wanted, 0);
    }

    Level of(Model<?> model, Fetch<?, ?> fetch) {
        Wanted wanted = new Wanted();
        add(wanted, fetch);
        return level(model, wanted, 0);
    }

    private static void add(Wanted wanted, Fetch<?, ?> fetch) {
        Wanted at = wanted.nested.computeIfAbsent(fetch.relation(), first -> new Wanted());
        at.target = fetch.target();
        at.filter = fetch.filter();
        at.order = fetch.order();
        fetch.nested().forEach(next -> add(at, next));
    }

    /** Two plans for the same entity in one; of a relation that both have, filter and order are those of the second. */
    static Level both(Level first, Level second) {
        Map<Model<?>, List<Step>> steps = new LinkedHashMap<>(first.steps());
        second.steps().forEach((model, more) -> steps.merge(model, more, Plans::joined));
        return new Level(steps);
    }

    private static List<Step> joined(List<Step> first, List<Step> second) {
        Map<RelationModel, Step> all = new LinkedHashMap<>();
        first.forEach(step -> all.put(step.join().relation(), step));
        second.forEach(step -> all.merge(
                step.join().relation(),
                step,
                (one, two) -> new Step(
                        two.join(),
                        one.tree() || two.tree(),
                        two.filter(),
                        two.order(),
                        both(one.next(), two.next()))));
        return List.copyOf(all.values());
    }

    private Level level(Model<?> model, Wanted wanted, int depth) {
        if (wanted.nested.isEmpty()) {
            return Level.NOTHING;
        }
        if (depth >= DEEPEST) {
            throw new IllegalArgumentException("fetch of a " + model.name() + ": it goes through more than " + DEEPEST
                    + " relations; the levels of a tree are fetched by one, with a * behind its name");
        }
        Map<Model<?>, List<Step>> steps = new LinkedHashMap<>();
        wanted.nested.forEach((name, next) -> {
            boolean tree = name.endsWith(TREE);
            String relation = tree ? name.substring(0, name.length() - TREE.length()) : name;
            for (Model<?> owner : owners(model, relation)) {
                steps.computeIfAbsent(owner, first -> new ArrayList<>()).add(step(owner, relation, tree, next, depth));
            }
        });
        return new Level(steps);
    }

    /** The classes of an entity that have a relation. */
    private static List<Model<?>> owners(Model<?> model, String relation) {
        List<Model<?>> classes = model.variants().isEmpty()
                ? List.of(model)
                : List.copyOf(model.variants().values());
        List<Model<?>> owners = classes.stream()
                .filter(one -> one.relation(relation).isPresent())
                .toList();
        if (owners.isEmpty()) {
            List<String> known = classes.stream()
                    .flatMap(one -> one.relations().stream())
                    .map(RelationModel::name)
                    .distinct()
                    .toList();
            throw new MappingException(
                    "fetch \"" + relation + "\" of " + model.type().getTypeName()
                            + ": it has no relation of that name; it has "
                            + (known.isEmpty() ? "none" : String.join(", ", known)));
        }
        return owners;
    }

    private Step step(Model<?> owner, String name, boolean tree, Wanted wanted, int depth) {
        RelationModel relation = owner.relation(name).orElseThrow();
        Join join = joins.of(owner, relation);
        Class<?> expected = Optional.<Class<?>>ofNullable(wanted.target).orElse(relation.target());
        if (expected != relation.target()) {
            throw new MappingException("fetch " + relation + " as " + expected.getTypeName()
                    + ": at its other end is a " + relation.target().getTypeName());
        }
        if (tree && (join.link() != null || join.target() != owner)) {
            throw new MappingException("fetch " + relation + " as a tree: it is no relation of "
                    + owner.type().getSimpleName() + " to itself by a column; leave the * away");
        }
        return new Step(join, tree, wanted.filter, wanted.order, level(join.target(), wanted, depth + 1));
    }
}
