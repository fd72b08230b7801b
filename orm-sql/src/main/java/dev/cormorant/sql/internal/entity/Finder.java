package dev.cormorant.sql.internal.entity;

import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.run.PlainQuery;
import dev.cormorant.sql.internal.run.Runner;
import dev.cormorant.sql.internal.text.BoundSql;
import dev.cormorant.sql.mapping.RowMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads entities by their keys. */
final class Finder<E> {

    /** Keys in one statement at most; a power of two, since fewer keys are filled up to one, which makes few texts. */
    private static final int MOST_KEYS = 512;

    private static final RowMapper<Long> NUMBER = row -> row.getLong(1);

    private final Runner runner;
    private final ColumnTypes types;
    private final Model<E> model;
    private final EntitySql sql;

    Finder(Runner runner, ColumnTypes types, Model<E> model, EntitySql sql) {
        this.runner = runner;
        this.types = types;
        this.model = model;
        this.sql = sql;
    }

    private PlainQuery query(String text, List<@Nullable Object> values) {
        return new PlainQuery(text, new BoundSql(text, values), types);
    }

    Optional<E> find(Object key) {
        return runner.one(query(sql.byKey, model.key().columns(key)), model::mapper);
    }

    boolean exists(Object key) {
        return runner.<Long>one(query(sql.exists, model.key().columns(key)), shape -> NUMBER)
                .isPresent();
    }

    long count() {
        return runner.single(query(sql.count, List.of()), shape -> NUMBER);
    }

    List<E> findAll() {
        return runner.list(query(sql.all, List.of()), model::mapper);
    }

    List<E> findAll(Collection<?> keys) {
        List<Object> wanted = new ArrayList<>(new LinkedHashSet<>(keys));
        Map<Object, E> found = new HashMap<>();
        for (int from = 0; from < wanted.size(); from += MOST_KEYS) {
            for (E entity : read(wanted.subList(from, Math.min(wanted.size(), from + MOST_KEYS)))) {
                found.put(model.key().of(entity), entity);
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

    private List<E> read(List<Object> keys) {
        int places = Integer.highestOneBit(Math.max(1, 2 * keys.size() - 1));
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < places; i++) {
            values.addAll(model.key().columns(keys.get(Math.min(i, keys.size() - 1))));
        }
        return runner.list(query(sql.byKeys(places), values), model::mapper);
    }
}
