package dev.cormorant.sql.internal.entity;

import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.run.PlainQuery;
import dev.cormorant.sql.internal.run.Runner;
import dev.cormorant.sql.internal.text.BoundSql;
import dev.cormorant.sql.mapping.RowMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads entities by their keys. */
final class Finder<E> {

    /**
     * Values in one statement at most; a power of two, since fewer are filled up to one, which makes few texts. The protocol of
     * PostgreSQL counts parameters up to 32,767.
     */
    private static final int MOST_VALUES = 16_384;

    private static final RowMapper<Long> NUMBER = row -> row.getLong(1);

    private final Runner runner;
    private final ColumnTypes types;
    private final Model<E> model;

    Finder(Runner runner, ColumnTypes types, Model<E> model) {
        this.runner = runner;
        this.types = types;
        this.model = model;
    }

    private PlainQuery query(String text, List<@Nullable Object> values) {
        return new PlainQuery(text, new BoundSql(text, values), types);
    }

    Optional<E> find(Narrowed rows, Object key) {
        return runner.first(query(rows.sql().byKey, rows.behind(model.key().columns(key))), model::mapper);
    }

    boolean exists(Narrowed rows, Object key) {
        return runner.<Long>one(query(rows.sql().exists, rows.behind(model.key().columns(key))), result -> NUMBER)
                .isPresent();
    }

    long count(Narrowed rows) {
        return runner.single(query(rows.sql().count, rows.values()), result -> NUMBER);
    }

    List<E> findAll(Narrowed rows) {
        return runner.list(query(rows.sql().all, rows.values()), model::mapper);
    }

    List<E> findAll(Narrowed rows, Collection<?> keys) {
        List<Object> wanted = new ArrayList<>(new LinkedHashSet<>(keys));
        Map<Object, E> found = new HashMap<>();
        int most = Math.max(
                1,
                MOST_VALUES / Integer.highestOneBit(2 * model.key().attributes().size() - 1));
        for (int from = 0; from < wanted.size(); from += most) {
            for (E entity : read(rows, wanted.subList(from, Math.min(wanted.size(), from + most)))) {
                found.put(model.keyOf(entity), entity);
            }
        }
        List<E> inOrder = new ArrayList<>(found.size());
        for (Object key : wanted) {
            E entity = found.remove(model.key().fitting(key));
            if (entity != null) {
                inOrder.add(entity);
            }
        }
        return inOrder;
    }

    private List<E> read(Narrowed rows, List<Object> keys) {
        int places = places(keys.size());
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < places; i++) {
            values.addAll(model.key().columns(keys.get(Math.min(i, keys.size() - 1))));
        }
        return runner.list(query(rows.sql().byKeys(places), rows.behind(values)), model::mapper);
    }

    /** {@return the next power of two} */
    private static int places(int values) {
        return Integer.highestOneBit(Math.max(1, 2 * values - 1));
    }

    <V> Map<V, List<E>> findAllBy(Narrowed rows, String path, Collection<V> values, UnaryOperator<List<E>> fetched) {
        AttributeModel attribute = model.column(path);
        Map<V, List<E>> found = new LinkedHashMap<>();
        for (V value : values) {
            if (!attribute.type().isInstance(value)) {
                throw new IllegalArgumentException("the attribute " + path + " of " + model.name() + " is a "
                        + attribute.type().getTypeName() + ", and not a "
                        + value.getClass().getTypeName());
            }
            found.put(value, new ArrayList<>());
        }
        List<V> wanted = List.copyOf(found.keySet());
        for (int from = 0; from < wanted.size(); from += MOST_VALUES) {
            List<V> some = wanted.subList(from, Math.min(wanted.size(), from + MOST_VALUES));
            for (E entity : fetched.apply(read(rows, attribute, some))) {
                List<E> sharing = found.get(model.value(attribute, entity));
                // A value that the database takes for equal, and Java does not, belongs to none that was asked for.
                if (sharing != null) {
                    sharing.add(entity);
                }
            }
        }
        return found;
    }

    private List<E> read(Narrowed rows, AttributeModel attribute, List<?> values) {
        int places = places(values.size());
        List<@Nullable Object> bound = new ArrayList<>(places);
        for (int i = 0; i < places; i++) {
            bound.add(attribute.toColumn(values.get(Math.min(i, values.size() - 1))));
        }
        return runner.list(query(rows.sql().byValues(attribute, places), rows.behind(bound)), model::mapper);
    }
}
