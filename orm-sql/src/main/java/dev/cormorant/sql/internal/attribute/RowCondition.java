package dev.cormorant.sql.internal.attribute;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are there for one call.
 *
 * @param sql a condition that begins with {@code " and "}, with a {@code ?} for each value; empty if all rows are there
 * @param values what is bound, in the order of the {@code ?}
 */
public record RowCondition(String sql, List<@Nullable Object> values) {

    /** All rows. */
    public static final RowCondition ALL = new RowCondition("", List.of());

    /**
     * Those for which another condition holds, too.
     *
     * @param other the other condition
     * @return both
     */
    public RowCondition and(RowCondition other) {
        if (other.sql.isEmpty()) {
            return this;
        }
        if (sql.isEmpty()) {
            return other;
        }
        List<@Nullable Object> both = new ArrayList<>(values);
        both.addAll(other.values);
        return new RowCondition(sql + other.sql, both);
    }
}
