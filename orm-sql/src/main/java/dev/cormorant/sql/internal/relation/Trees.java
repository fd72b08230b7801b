package dev.cormorant.sql.internal.relation;

import dev.cormorant.core.error.MappingException;
import dev.cormorant.sql.internal.join.Join;
import dev.cormorant.sql.internal.model.Changes;
import dev.cormorant.sql.internal.model.Model;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the rows of a tree into each other. */
final class Trees {

    /** The deepest tree; each level is a call of its own, and a MySQL server stops at 1,000. */
    static final int DEEPEST = 500;

    private final Join join;
    private final Map<Object, List<Object>> rows;
    private final Map<Object, List<Object>> grown = new HashMap<>();
    private final Set<Object> growing = new HashSet<>();

    private Trees(Join join, Map<Object, List<Object>> rows) {
        this.join = join;
        this.rows = rows;
    }

    /**
     * The rows with those below them.
     *
     * @param rows the rows of all levels, by what they are joined by to the level above
     * @return the same, each with its own rows in its relation
     */
    static Map<Object, List<Object>> grown(Join join, Map<Object, List<Object>> rows) {
        Trees trees = new Trees(join, rows);
        rows.keySet().forEach(joined -> trees.below(joined, 0));
        return trees.grown;
    }

    private List<Object> below(Object joined, int depth) {
        List<Object> known = grown.get(joined);
        if (known != null) {
            return known;
        }
        if (depth > DEEPEST) {
            throw new MappingException(
                    "fetch " + join.relation() + " as a tree: it is deeper than " + DEEPEST + " levels");
        }
        if (!growing.add(joined)) {
            throw new MappingException("fetch " + join.relation() + " as a tree: the rows go round in a circle at "
                    + joined + ", so that there is no end to it");
        }
        Model<Object> model = join.rows();
        List<Object> level = new ArrayList<>();
        for (Object entity : rows.getOrDefault(joined, List.of())) {
            Object next = Join.value(model, join.near(), entity);
            List<Object> below = next == null ? List.of() : below(next, depth + 1);
            Changes changes = model.changes().set(join.relation(), new ArrayList<>(below));
            level.add(model.with(entity, changes));
        }
        growing.remove(joined);
        grown.put(joined, level);
        return level;
    }
}
