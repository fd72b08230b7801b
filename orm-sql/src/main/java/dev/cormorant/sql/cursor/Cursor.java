package dev.cormorant.sql.cursor;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a running query, one at a time. It holds memory for one batch of rows and not for the result, and a connection
 * until it is closed or has given its last row, whichever comes first.
 *
 * <pre>{@code
 * try (Cursor<City> cities = orm.cursor(query, City.class)) {
 *     for (City city : cities) { … }
 * }
 * }</pre>
 *
 * <p>Belongs to the thread that opened it, which also closes it; whoever wants to stop it from elsewhere cancels its execution.
 * Closed early, it stops the query on the server instead of reading the rest.
 *
 * @param <T> a row
 */
public interface Cursor<T extends @Nullable Object> extends Iterable<T>, AutoCloseable {

    /**
     * Goes on to the next row. After the last one, and if it fails, the cursor gives everything back by itself.
     *
     * @return false if there was no further row, and again at each further call until it is closed
     * @throws IllegalStateException if it was closed, or belongs to another thread; says where it was opened
     * @throws dev.cormorant.core.error.OrmException if the database fails, or the row does not fit its type
     */
    boolean next();

    /**
     * The current row.
     *
     * @return the row that {@link #next} went to
     * @throws IllegalStateException if there is none: before the first row, after the last one, after closing
     */
    T row();

    /** {@return how many rows it has given so far} */
    long rowsRead();

    /** {@return whether it holds nothing any more: closed, or at its end} */
    boolean isClosed();

    /**
     * The rows that are left, once.
     *
     * @return an iterator that moves this cursor; its methods fail as {@link #next} does
     * @throws IllegalStateException if there was an iterator before, or the cursor was closed
     */
    @Override
    Iterator<T> iterator();

    /**
     * Gives everything back: result, statement, connection. A second call does nothing.
     *
     * @throws IllegalStateException if it belongs to another thread
     * @throws dev.cormorant.core.error.OrmException if the database fails meanwhile; everything is given back all the same
     */
    @Override
    void close();
}
