package dev.cormorant.sql.internal.entity;

import dev.cormorant.sql.entity.QueryKind;
import dev.cormorant.sql.internal.attribute.RowCondition;
import dev.cormorant.sql.internal.cache.BoundedCache;
import dev.cormorant.sql.internal.hook.Rules;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Product;
import dev.cormorant.sql.internal.model.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements of one entity in one scope, for each form of the conditions that hooks add. Safe for all threads. */
final class Narrowing {

    /** The most forms whose statements are kept; beyond that, all are written anew. */
    private static final int CAPACITY = 16;

    private final Model<?> model;
    private final Product product;
    private final Scope scope;
    private final @Nullable Rules<?> rules;
    private final Narrowed all;
    private final BoundedCache<String, EntitySql> forms = new BoundedCache<>(CAPACITY);

    Narrowing(Model<?> model, Product product, Scope scope, @Nullable Rules<?> rules) {
        this.model = model;
        this.product = product;
        this.scope = scope;
        this.rules = rules;
        this.all = new Narrowed(new EntitySql(model, product, scope, ""), List.of());
    }

    /** {@return the statements for every row of the scope, whatever hooks say} */
    EntitySql all() {
        return all.sql();
    }

    /** The statements for one call; without hooks always the same ones. */
    Narrowed to(QueryKind kind) {
        if (rules == null) {
            return all;
        }
        RowCondition condition = rules.condition(kind, "");
        return condition.sql().isEmpty() ? all : new Narrowed(form(condition.sql()), condition.values());
    }

    private EntitySql form(String condition) {
        EntitySql known = forms.get(condition);
        return known == null ? forms.keep(condition, new EntitySql(model, product, scope, condition)) : known;
    }
}
