package dev.cormorant.sql.internal.run;

import java.util.Spliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rows of a cursor as the source of a stream. Cannot be split: rows arrive one after the other. */
final class CursorSpliterator<T extends @Nullable Object> implements Spliterator<T> {

    private final RowCursor<T> cursor;

    CursorSpliterator(RowCursor<T> cursor) {
        this.cursor = cursor;
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        if (!cursor.next()) {
            return false;
        }
        action.accept(cursor.row());
        return true;
    }

    @Override
    public @Nullable Spliterator<T> trySplit() {
        return null;
    }

    @Override
    public long estimateSize() {
        return Long.MAX_VALUE;
    }

    @Override
    public int characteristics() {
        return ORDERED;
    }
}
