package dev.cormorant.sql.internal.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what costs microseconds to make again, up to a bound; beyond it everything goes, since to begin anew costs less than to tell
 * old from new, and what is used often is back at once. Safe for all threads: of several that keep something under one key, all get
 * the first; a few more than the bound may be there while threads race.
 *
 * <pre>{@code
 * String known = texts.get(shape);
 * return known == null ? texts.keep(shape, write(shape)) : known;
 * }</pre>
 *
 * @param <K> the key; its equality says what is the same
 * @param <V> what is kept
 */
public final class BoundedCache<K, V> {

    private final int capacity;
    private final Map<K, V> kept = new ConcurrentHashMap<>();

    /**
     * Keeps nothing yet.
     *
     * @param capacity the most that is kept
     */
    public BoundedCache(int capacity) {
        this.capacity = capacity;
    }

    /**
     * What is kept under a key.
     *
     * @param key the key
     * @return it; null if there is nothing
     */
    public @Nullable V get(K key) {
        return kept.get(key);
    }

    /**
     * Keeps something.
     *
     * @param key the key
     * @param made what was made for it
     * @return what is kept under the key: the first that was made
     */
    public V keep(K key, V made) {
        if (kept.size() >= capacity) {
            kept.clear();
        }
        V other = kept.putIfAbsent(key, made);
        return other == null ? made : other;
    }

    /** {@return how many there are} */
    public int size() {
        return kept.size();
    }

    /** {@return all that are kept, in no order} */
    public List<V> values() {
        return new ArrayList<>(kept.values());
    }
}
