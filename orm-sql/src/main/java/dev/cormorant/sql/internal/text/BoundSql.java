package dev.cormorant.sql.internal.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement as JDBC takes it.
 *
 * @param sql its text, with {@code ?}
 * @param values one value for each {@code ?}
 */
public record BoundSql(String sql, List<@Nullable Object> values) {

    /** {@return the text only: values are nobody's business} */
    @Override
    public String toString() {
        return sql;
    }
}
