package dev.cormorant.postgres.copy;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Writes rows in one of the formats of {@code COPY}. For one thread. */
interface CopyRows {

    /**
     * Writes a row.
     *
     * @param row its values, one for each column; null is NULL
     * @throws SQLException if a value has no form in this format, or cannot be sent
     * @throws dev.cormorant.core.error.MappingException if a value has no form in this format
     */
    void write(@Nullable Object[] row) throws SQLException;

    /** Sends what is left, behind the last row. */
    void end() throws SQLException;
}
