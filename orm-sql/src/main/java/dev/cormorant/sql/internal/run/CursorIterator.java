package dev.cormorant.sql.internal.run;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Looks one row ahead, as an iterator must. */
final class CursorIterator<T extends @Nullable Object> implements Iterator<T> {

    private final RowCursor<T> cursor;
    private boolean ahead;

    CursorIterator(RowCursor<T> cursor) {
        this.cursor = cursor;
    }

    @Override
    public boolean hasNext() {
        ahead = ahead || cursor.next();
        return ahead;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException(cursor + ": there is no further row");
        }
        ahead = false;
        return cursor.row();
    }
}
