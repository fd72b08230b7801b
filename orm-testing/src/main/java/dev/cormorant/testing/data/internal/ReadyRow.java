package dev.cormorant.testing.data.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row with the values that go into its columns.
 *
 * @param source the file that it is from
 * @param line where it stands there
 * @param columns the columns that get values
 * @param values their values; null is SQL NULL
 */
public record ReadyRow(String source, int line, List<Column> columns, List<@Nullable Object> values) {

    @Nullable
    Object value(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equalsIgnoreCase(column)) {
                return values.get(i);
            }
        }
        return null;
    }
}
