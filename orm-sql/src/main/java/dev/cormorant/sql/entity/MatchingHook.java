package dev.cormorant.sql.entity;

import dev.cormorant.core.error.RefusedException;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One attribute has one value.
 *
 * @param attribute its path
 * @param value says the value
 */
record MatchingHook(String attribute, Supplier<? extends @Nullable Object> value) implements QueryHook {

    @Override
    public boolean concerns(EntityModel<?> entity) {
        return entity.attribute(attribute).isPresent();
    }

    @Override
    public Filter rows(QueryKind kind, EntityModel<?> entity) {
        Object now = value.get();
        if (now == null) {
            throw new RefusedException(kind.name().toLowerCase(Locale.ROOT) + " " + entity.name()
                    + ": it is not known whose it is; there is no value for " + attribute + " at this moment");
        }
        return Filter.equal(attribute, now);
    }
}
