package dev.cormorant.sql.internal.repository;

import dev.cormorant.sql.internal.query.Expression;
import dev.cormorant.sql.internal.query.QueryException;
import dev.cormorant.sql.internal.query.Rendered;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which argument each parameter of a query is, and of which type.
 *
 * @param indexes which argument, from 0, by the name of the parameter
 * @param types the type, of several values that of each
 */
record Parameters(Map<String, Integer> indexes, Map<String, Class<?>> types) {

    /** The parameters {@code ?1}, {@code ?2} and so on, one for each value that a method takes. */
    static Parameters numbered(List<Signature.Value> values) {
        Map<String, Integer> indexes = new LinkedHashMap<>();
        Map<String, Class<?>> types = new LinkedHashMap<>();
        for (Signature.Value value : values) {
            add(indexes, types, "?" + (indexes.size() + 1), value);
        }
        return new Parameters(indexes, types);
    }

    /** The parameters {@code :name}. */
    static Parameters named(List<Signature.Value> values) {
        Map<String, Integer> indexes = new LinkedHashMap<>();
        Map<String, Class<?>> types = new LinkedHashMap<>();
        for (Signature.Value value : values) {
            String name = value.name();
            if (name == null) {
                throw new QueryException("the name of parameter " + (value.index() + 1)
                        + " is not known; compile with -parameters, or annotate it with @Param");
            }
            add(indexes, types, ":" + name, value);
        }
        return new Parameters(indexes, types);
    }

    private static void add(
            Map<String, Integer> indexes, Map<String, Class<?>> types, String key, Signature.Value value) {
        TypeRef type = value.type();
        indexes.put(key, value.index());
        types.put(key, type.isMany() ? type.element().boxed() : type.boxed());
    }

    Set<String> keys() {
        return indexes.keySet();
    }

    Optional<Class<?>> type(String key) {
        return Optional.ofNullable(types.get(key));
    }

    /** Refuses a query that has a parameter without a value, or the other way round. */
    void requireAll(Rendered rendered) {
        Set<String> used = new TreeSet<>();
        for (Rendered.Slot slot : rendered.slots()) {
            if (slot.source() instanceof Expression.Parameter parameter
                    && !parameter.key().startsWith("#")) {
                used.add(parameter.key());
            }
        }
        Set<String> missing = new TreeSet<>(used);
        missing.removeAll(keys());
        Set<String> extra = new TreeSet<>(keys());
        extra.removeAll(used);
        if (!missing.isEmpty()) {
            throw new QueryException("no parameter of the method is " + String.join(", ", missing) + "; it has "
                    + (indexes.isEmpty() ? "none" : String.join(", ", keys())));
        }
        if (!extra.isEmpty()) {
            throw new QueryException("the query does not use " + String.join(", ", extra));
        }
    }
}
