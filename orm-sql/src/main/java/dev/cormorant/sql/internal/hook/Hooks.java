package dev.cormorant.sql.internal.hook;

import dev.cormorant.sql.entity.QueryKind;
import dev.cormorant.sql.internal.attribute.RowCondition;
import dev.cormorant.sql.internal.cache.BoundedCache;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Models;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The hooks of an application, by the entities that they concern. Safe for all threads. */
public final class Hooks {

    /** The most entities whose rules are kept; beyond that, all are asked for again. */
    private static final int CAPACITY = 2_048;

    private final Models models;
    private final boolean none;
    private final BoundedCache<Class<?>, Optional<Rules<?>>> rules = new BoundedCache<>(CAPACITY);

    /**
     * Those of the options of some models.
     *
     * @param models the models
     */
    public Hooks(Models models) {
        this.models = models;
        this.none = models.options().hooks().isEmpty();
    }

    /**
     * The hooks that concern an entity.
     *
     * @param <E> the entity
     * @param model its model
     * @return its rules, always the same; null if no hook concerns it
     */
    @SuppressWarnings("unchecked") // rules are kept under the class that they are for
    public <E> @Nullable Rules<E> rules(Model<E> model) {
        if (none) {
            return null;
        }
        Optional<Rules<?>> known = rules.get(model.type());
        if (known == null) {
            known = rules.keep(model.type(), Optional.ofNullable(Rules.of(model, models)));
        }
        return (Rules<E>) known.orElse(null);
    }

    /**
     * Which rows of an entity hooks let a statement have. What reads or writes rows by statements of its own asks here, once for each
     * statement, besides the {@code Scope}.
     *
     * @param model the entity
     * @param kind what the statement does
     * @param alias what stands before each column, with its dot; empty for nothing
     * @return the condition with its values
     */
    public RowCondition condition(Model<?> model, QueryKind kind, String alias) {
        Rules<?> asked = rules(model);
        return asked == null ? RowCondition.ALL : asked.condition(kind, alias);
    }
}
