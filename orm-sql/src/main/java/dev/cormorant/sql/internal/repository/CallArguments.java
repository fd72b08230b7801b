package dev.cormorant.sql.internal.repository;

import dev.cormorant.sql.internal.query.CompiledFilter;
import dev.cormorant.sql.internal.query.Renderer;
import dev.cormorant.sql.internal.query.Shape;
import jakarta.data.page.PageRequest;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of one call by the names of the parameters, and what the SQL depends on. */
final class CallArguments implements Shape {

    private final Map<String, Integer> indexes;
    private final @Nullable Object[] values;
    private final PageRequest.@Nullable Cursor cursor;
    private final @Nullable CompiledFilter filter;
    private final int limit;
    private final long offset;

    /**
     * The values.
     *
     * @param indexes which argument a parameter is
     * @param arguments the arguments
     * @param cursor the key of a cursored page, if there is one
     * @param filter the filter, if there is one
     * @param limit how many rows
     * @param offset how many before them
     */
    CallArguments(
            Map<String, Integer> indexes,
            @Nullable Object[] arguments,
            PageRequest.@Nullable Cursor cursor,
            @Nullable CompiledFilter filter,
            int limit,
            long offset) {
        this.indexes = indexes;
        this.cursor = cursor;
        this.filter = filter;
        this.limit = limit;
        this.offset = offset;
        this.values = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            values[i] = listed(arguments[i]);
        }
    }

    private static @Nullable Object listed(@Nullable Object value) {
        if (value instanceof Collection<?> many) {
            return new ArrayList<>(many);
        }
        if (value == null || !value.getClass().isArray() || value instanceof byte[]) {
            return value;
        }
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < Array.getLength(value); i++) {
            list.add(Array.get(value, i));
        }
        return list;
    }

    @Nullable
    Object value(String key) {
        if (key.equals(Renderer.LIMIT)) {
            return limit;
        }
        if (key.equals(Renderer.OFFSET)) {
            return offset;
        }
        if (filter != null && CompiledFilter.isFilter(key)) {
            return filter.value(key);
        }
        Integer index = indexes.get(key);
        if (index == null && cursor != null && key.startsWith("#key")) {
            return cursor.get(Integer.parseInt(key.substring(4)));
        }
        return index == null ? null : values[index];
    }

    @Override
    public int size(String key) {
        return value(key) instanceof List<?> many ? many.size() : -1;
    }

    @Override
    public boolean isNull(String key) {
        return value(key) == null;
    }

    /** {@return the sizes and nulls of all parameters, the same for the same SQL} */
    List<Integer> signature(Collection<String> keys) {
        List<Integer> signature = new ArrayList<>(keys.size());
        for (String key : keys) {
            signature.add(isNull(key) ? -2 : size(key));
        }
        return signature;
    }
}
