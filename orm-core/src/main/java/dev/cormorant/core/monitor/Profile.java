package dev.cormorant.core.monitor;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of statements that take most of the time, in a fixed number of places.
 *
 * <p>Space-Saving (Metwally, Agrawal, El Abbadi, "Efficient Computation of Frequent and Top-k Elements in Data Streams", 2005)
 * with the time as weight: a new shape takes the place of the lightest one and inherits its weight, so that with {@code n}
 * places every shape that took more than an {@code n}-th of the time has one. Which shape a text has is remembered in a table of
 * fixed size, so that a text that was seen lately costs a hash and a comparison. A call that is just being counted while its
 * shape loses its place is lost.
 */
final class Profile {

    /** Longer texts are not remembered; only so much of a text makes its shape. */
    static final int LONGEST_TEXT = 2048;

    private static final int FEWEST_TEXTS = 64;
    private static final int MOST_TEXTS = 1 << 14;
    private static final int TEXTS_PER_SHAPE = 4;

    private final int capacity;
    private final SqlShape shapes;
    private final AtomicReferenceArray<@Nullable Known> known;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Shape> places = new HashMap<>();

    private record Known(String sql, Shape shape) {
        boolean fits(String text) {
            return sql.equals(text) && !shape.evicted;
        }
    }

    Profile(int capacity, SqlShape shapes) {
        this.capacity = capacity;
        this.shapes = shapes;
        int wanted = Math.max(FEWEST_TEXTS, Math.min(MOST_TEXTS, capacity * TEXTS_PER_SHAPE));
        this.known = new AtomicReferenceArray<>(Integer.highestOneBit(wanted - 1) << 1);
    }

    /** {@return where the figures of a statement are counted} */
    Shape shapeOf(String sql) {
        if (sql.length() > LONGEST_TEXT) {
            return place(shapes.of(sql));
        }
        int hash = sql.hashCode();
        int slot = (hash ^ (hash >>> 16)) & (known.length() - 1);
        Known first = known.get(slot);
        if (first != null && first.fits(sql)) {
            return first.shape();
        }
        Known second = known.get(slot ^ 1);
        if (second != null && second.fits(sql)) {
            return second.shape();
        }
        Shape shape = place(shapes.of(sql));
        known.set(first == null || second != null ? slot : slot ^ 1, new Known(sql, shape));
        return shape;
    }

    private Shape place(String text) {
        lock.lock();
        try {
            Shape there = places.get(text);
            if (there != null) {
                return there;
            }
            Shape shape = new Shape(text, places.size() < capacity ? 0 : evictLightest());
            places.put(text, shape);
            return shape;
        } finally {
            lock.unlock();
        }
    }

    private long evictLightest() {
        Shape lightest = places.values().stream()
                .min(Comparator.comparingLong(Shape::weight))
                .orElseThrow();
        places.remove(lightest.sql);
        lightest.evicted = true;
        return lightest.weight();
    }

    /** {@return the shapes that have a place, the one that took most time first} */
    List<ShapeStats> snapshot() {
        lock.lock();
        try {
            return places.values().stream()
                    .map(Shape::snapshot)
                    .sorted(Comparator.comparing(ShapeStats::total).reversed())
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** {@return how many texts are remembered at most} */
    int texts() {
        return known.length();
    }
}
