package dev.cormorant.sql.internal.repository;

import dev.cormorant.sql.internal.cache.BoundedCache;
import dev.cormorant.sql.internal.query.CompiledFilter;
import dev.cormorant.sql.internal.query.Ordering;
import dev.cormorant.sql.internal.query.Rendered;
import dev.cormorant.sql.internal.query.Renderer.Cut;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The SQL of one method: one text for each shape of its arguments, at most 64 at once. */
final class RenderedCache {

    static final int MOST = 64;

    private final BoundedCache<Key, Rendered> known = new BoundedCache<>(MOST);
    private volatile @Nullable Last last;

    /**
     * What a text depends on.
     *
     * @param variant which of the statements of the method
     * @param order its order
     * @param signature how many values its parameters have, and which are null
     * @param cut how many rows it gives
     * @param filter the form of a filter and of what hooks ask for, if there is one
     */
    record Key(Object variant, List<Ordering> order, List<Integer> signature, Cut cut, @Nullable String filter) {

        /** That of a method with one statement, which gives all rows or none, in no order. */
        static Key of(List<Integer> signature, @Nullable CompiledFilter filter) {
            return new Key("", List.of(), signature, Cut.NONE, filter == null ? null : filter.form());
        }

        // Of records these are many times as slow until they are compiled.
        @Override
        public int hashCode() {
            return 31 * signature.hashCode() + (filter == null ? 0 : filter.hashCode());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && variant.equals(key.variant)
                    && cut == key.cut
                    && Objects.equals(filter, key.filter)
                    && signature.equals(key.signature)
                    && order.equals(key.order);
        }
    }

    private record Last(Key key, Rendered rendered) {}

    Rendered get(Key key, Supplier<Rendered> renderer) {
        Last recent = last;
        if (recent != null && recent.key().equals(key)) {
            return recent.rendered();
        }
        Rendered rendered = known.get(key);
        if (rendered == null) {
            rendered = known.keep(key, renderer.get());
        }
        last = new Last(key, rendered);
        return rendered;
    }

    int size() {
        return known.size();
    }
}
