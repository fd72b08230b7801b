package dev.cormorant.sql.internal.entity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements for one call, on the rows that are there for it.
 *
 * @param sql the statements
 * @param values what is bound behind all other values of each of them that has a condition
 */
record Narrowed(EntitySql sql, List<@Nullable Object> values) {

    /** Adds the values to others, which may be changed. */
    List<@Nullable Object> behind(List<@Nullable Object> others) {
        if (!values.isEmpty()) {
            others.addAll(values);
        }
        return others;
    }
}
