package dev.cormorant.sql.internal.entity;

import dev.cormorant.sql.entity.QueryKind;
import dev.cormorant.sql.internal.hook.Rules;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Scope;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of the entities of one load. For one thread.
 *
 * @param <E> the entity
 */
public final class BulkShapes<E> {

    private final EntityRegistry registry;
    private final Model<E> model;
    private final Map<Class<?>, Variant<E>> variants = new HashMap<>();
    private @Nullable Variant<E> last;

    /** One class of entities: how its instances are looked at, and their two shapes. */
    private static final class Variant<E> {
        private final Model<E> model;
        private final Class<?> type;
        private final @Nullable Rules<E> rules;
        private final BulkShape withKey;
        private final @Nullable BulkShape withoutKey;

        Variant(EntityRegistry registry, Model<E> model, Class<?> type) {
            this.model = model;
            this.type = type;
            this.rules = registry.hooks().rules(model);
            EntitySql sql = new EntitySql(model, registry.models().product(), Scope.LIVE, "");
            this.withKey = new BulkShape(model, registry.models().product(), sql, registry.filling(), true);
            this.withoutKey = model.key().first().isGeneratedByDatabase()
                    ? new BulkShape(model, registry.models().product(), sql, registry.filling(), false)
                    : null;
        }

        private boolean hasKey(E entity) {
            return model.key().first().value(entity) instanceof Number key && key.longValue() != 0;
        }

        BulkShape shape(E entity) {
            return withoutKey == null || hasKey(entity) ? withKey : withoutKey;
        }
    }

    /**
     * None looked at yet.
     *
     * @param registry the entities of the database
     * @param type the class
     */
    public BulkShapes(EntityRegistry registry, Class<E> type) {
        this.registry = registry;
        this.model = registry.models().of(type);
    }

    /** {@return the model of the entity} */
    public Model<E> model() {
        return model;
    }

    /** Entities of one class mostly follow each other. */
    private Variant<E> variant(E entity) {
        Variant<E> known = last;
        if (known != null && known.type == entity.getClass()) {
            return known;
        }
        known = variants.get(entity.getClass());
        if (known == null) {
            known = new Variant<>(registry, model.of(entity), entity.getClass());
            variants.put(entity.getClass(), known);
        }
        last = known;
        return known;
    }

    /**
     * Lets hooks look at an entity.
     *
     * @param entity the entity
     * @return what is written
     * @throws dev.cormorant.core.error.RefusedException if it would be none of the rows that there are
     */
    public E written(E entity) {
        Rules<E> rules = variant(entity).rules;
        return rules == null ? entity : rules.written(QueryKind.INSERT, entity);
    }

    /**
     * The shape of an entity.
     *
     * @param entity the entity
     * @return the shape; the same for all of its class that have a key, or have none
     */
    public BulkShape shape(E entity) {
        return variant(entity).shape(entity);
    }
}
