package dev.cormorant.sql.mapping;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Makes an object of one row.
 *
 * @param <T> the type of the object
 */
@FunctionalInterface
public interface RowMapper<T extends @Nullable Object> {

    /**
     * Makes an object of the current row.
     *
     * @param row the result, on the row; must be neither moved nor closed, and not be kept
     * @return the object; may be null if the type says so
     * @throws SQLException if a column cannot be read; it reaches the caller of the query as an
     *     {@link dev.cormorant.core.error.OrmException}
     */
    T map(ResultSet row) throws SQLException;
}
