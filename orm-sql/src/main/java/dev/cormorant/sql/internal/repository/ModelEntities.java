package dev.cormorant.sql.internal.repository;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.error.StaleEntityException;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.sql.entity.Entities;
import dev.cormorant.sql.entity.OnConflict;
import dev.cormorant.sql.entity.Upserted;
import dev.cormorant.sql.internal.attribute.ModelAttributes;
import dev.cormorant.sql.internal.cache.BoundedCache;
import dev.cormorant.sql.internal.entity.EntityRegistry;
import dev.cormorant.sql.internal.hook.Rules;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Models;
import dev.cormorant.sql.internal.model.Scope;
import dev.cormorant.sql.internal.query.Attributes;
import dev.cormorant.sql.internal.run.RowReader;
import jakarta.data.exceptions.OptimisticLockingFailureException;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The entities of a database for its repositories. */
public final class ModelEntities implements EntityStore {

    private static final int MOST = 1_024;

    private final Database database;
    private final Models models;
    private final EntityRegistry registry;
    private final BoundedCache<Class<?>, Attributes> attributes = new BoundedCache<>(MOST);

    /**
     * The entities.
     *
     * @param database the database
     * @param registry its entities, their models and statements
     */
    public ModelEntities(Database database, EntityRegistry registry) {
        this.database = database;
        this.registry = registry;
        this.models = registry.models();
    }

    @Override
    public boolean isEntity(Class<?> type) {
        return type.isAnnotationPresent(Entity.class) || type.isAnnotationPresent(Table.class);
    }

    @Override
    public Attributes attributes(Class<?> type) {
        Attributes known = attributes.get(type);
        return known == null ? attributes.keep(type, made(models.of(type))) : known;
    }

    private Attributes made(Model<?> model) {
        return new ModelAttributes(model, models, Scope.LIVE.condition(model, models.product(), ""), "");
    }

    @SuppressWarnings("unchecked") // an entity is an object
    private Model<Object> model(Class<?> type) {
        return (Model<Object>) models.of(type);
    }

    @Override
    public RowReader<Object> reader(Class<?> type) {
        return model(type)::mapper;
    }

    @Override
    public @Nullable Rules<Object> rules(Class<?> type) {
        return registry.hooks().rules(model(type));
    }

    @SuppressWarnings("unchecked") // callers have looked whether the entities are of the type
    private Entities<Object> rows(Class<?> type) {
        return (Entities<Object>) registry.of(type);
    }

    @Override
    public UnaryOperator<List<Object>> fetching(Class<?> type, String... paths) {
        return rows(type).fetch(paths)::load;
    }

    @Override
    public List<Object> insert(Class<?> type, List<Object> entities) {
        return entities.size() == 1
                ? List.of(rows(type).insert(entities.get(0)))
                : rows(type).insertAll(entities);
    }

    @Override
    public List<Object> update(Class<?> type, List<Object> entities) {
        return guarded(() -> entities.size() == 1
                ? List.of(rows(type).update(entities.get(0)))
                : rows(type).updateAll(entities));
    }

    @Override
    public Upserted upsert(Class<?> type, List<Object> entities, OnConflict onConflict) {
        return entities.size() == 1
                ? new Upserted(List.of(rows(type).upsert(entities.get(0), onConflict)))
                : rows(type).upsertAll(entities, onConflict);
    }

    @Override
    public void delete(Class<?> type, List<Object> entities) {
        guarded(() -> {
            if (entities.size() == 1) {
                rows(type).delete(entities.get(0));
            } else {
                rows(type).deleteAll(entities);
            }
            return true;
        });
    }

    private static <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (StaleEntityException stale) {
            throw new OptimisticLockingFailureException(stale.getMessage(), stale);
        }
    }

    @Override
    public List<Object> save(Class<?> type, List<Object> entities) {
        Set<Object> before = new HashSet<>();
        try {
            return saveOnce(type, entities, before);
        } catch (ConstraintViolationException other) {
            if (other.kind() != ConstraintViolationException.Kind.UNIQUE
                    || existing(type, entities).equals(before)) {
                throw other;
            }
            // Somebody has inserted one of them since we looked; it is found this time.
            return saveOnce(type, entities, before);
        }
    }

    private List<Object> saveOnce(Class<?> type, List<Object> entities, Set<Object> found) {
        return database.transaction(
                TransactionOptions.readWrite().named("save"),
                transaction -> guarded(() -> saved(type, entities, found)));
    }

    /**
     * Those that are there already are updated, the others inserted; each half in as few statements as it takes.
     *
     * @param found what is told which keys were there
     */
    private List<Object> saved(Class<?> type, List<Object> entities, Set<Object> found) {
        Set<Object> there = existing(type, entities);
        found.addAll(there);
        List<Object> all = new ArrayList<>(entities);
        List<Integer> updates = new ArrayList<>();
        List<Integer> inserts = new ArrayList<>();
        for (int i = 0; i < entities.size(); i++) {
            boolean known = hasKey(type, entities.get(i)) && !there.add(key(type, entities.get(i)));
            (known ? updates : inserts).add(i);
        }
        if (!inserts.isEmpty()) {
            fill(all, inserts, insert(type, at(entities, inserts)));
        }
        if (!updates.isEmpty()) {
            fill(all, updates, update(type, at(entities, updates)));
        }
        return all;
    }

    private static List<Object> at(List<Object> entities, List<Integer> places) {
        return new ArrayList<>(places.stream().map(entities::get).toList());
    }

    private static void fill(List<Object> all, List<Integer> places, List<Object> some) {
        for (int i = 0; i < some.size(); i++) {
            all.set(places.get(i), some.get(i));
        }
    }

    private Set<Object> existing(Class<?> type, List<Object> entities) {
        List<Object> keys = entities.stream()
                .filter(entity -> hasKey(type, entity))
                .map(entity -> key(type, entity))
                .distinct()
                .toList();
        Entities<Object> rows = rows(type);
        if (keys.size() == 1) {
            return new HashSet<>(rows.exists(keys.get(0)) ? keys : List.of());
        }
        Set<Object> existing = new HashSet<>();
        rows.findAll(keys).forEach(found -> existing.add(key(type, found)));
        return existing;
    }

    private Object key(Class<?> type, Object entity) {
        return model(type).keyOf(entity);
    }

    private boolean hasKey(Class<?> type, Object entity) {
        return model(type).hasKey(entity);
    }
}
