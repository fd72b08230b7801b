package dev.cormorant.sql.internal.repository;

import dev.cormorant.sql.internal.run.PlainQuery;
import dev.cormorant.sql.internal.run.RowReader;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The plain SQL of a database. Safe for all threads. */
public interface NativeQueries {

    /**
     * The parameters of a statement.
     *
     * @param text the statement
     * @return their names, without the colon
     */
    Set<String> parameters(String text);

    /**
     * A statement with values.
     *
     * @param text the statement
     * @param values the values by name
     * @return the statement, to be run
     */
    PlainQuery query(String text, Map<String, @Nullable Object> values);

    /**
     * How rows are read.
     *
     * @param type a record or the type of a single value
     * @return the reader
     */
    RowReader<? extends @Nullable Object> reader(Class<?> type);
}
