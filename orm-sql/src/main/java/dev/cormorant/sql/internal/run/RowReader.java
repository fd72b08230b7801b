package dev.cormorant.sql.internal.run;

import dev.cormorant.sql.mapping.RowMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the mapper for a result.
 *
 * @param <T> a row
 */
@FunctionalInterface
public interface RowReader<T extends @Nullable Object> {

    /**
     * Finds it.
     *
     * @param rows the result, before its first row
     * @return the mapper for its rows
     * @throws SQLException if the metadata cannot be read
     */
    RowMapper<T> over(ResultSet rows) throws SQLException;
}
