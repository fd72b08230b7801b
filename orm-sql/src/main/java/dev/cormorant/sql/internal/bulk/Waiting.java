package dev.cormorant.sql.internal.bulk;

import dev.cormorant.core.driver.BulkTable;
import dev.cormorant.sql.internal.entity.BulkShape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of one shape that have not been sent, with their numbers in the input. */
final class Waiting {

    final BulkShape shape;
    final BulkTable table;
    final List<@Nullable Object[]> rows = new ArrayList<>();
    private final long[] numbers;

    Waiting(BulkShape shape, BulkTable table, int capacity) {
        this.shape = shape;
        this.table = table;
        this.numbers = new long[capacity];
    }

    void add(@Nullable Object[] row, long number) {
        numbers[rows.size()] = number;
        rows.add(row);
    }

    long number(int index) {
        return numbers[index];
    }

    /** About how many bytes a row takes, at most. */
    static long size(@Nullable Object[] row) {
        long size = 0;
        for (Object value : row) {
            if (value instanceof String text) {
                size += 3L * text.length();
            } else if (value instanceof byte[] bytes) {
                size += 2L * bytes.length;
            }
            size += 32;
        }
        return size;
    }
}
