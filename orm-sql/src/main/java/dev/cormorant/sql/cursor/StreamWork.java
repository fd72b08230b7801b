package dev.cormorant.sql.cursor;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is done with the rows of a query while they arrive.
 *
 * @param <T> a row
 * @param <R> what it gives
 * @param <X> the checked exception that it may throw, which reaches the caller as it is
 */
@FunctionalInterface
public interface StreamWork<T extends @Nullable Object, R extends @Nullable Object, X extends Exception> {

    /**
     * Does the work; called once, in the thread of the caller.
     *
     * @param rows the rows, in the order of the query, to be read at most once and by this thread; at its end when this method
     *     returns, whether it was read or not
     * @return the result, which must not need the stream any more; may be null
     * @throws X what the work throws
     */
    R run(Stream<T> rows) throws X;
}
