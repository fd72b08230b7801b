package dev.cormorant.core.monitor;

import dev.cormorant.core.internal.RecentTexts;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

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

    /** Only so much of a text makes its shape. */
    static final int LONGEST_TEXT = 2048;

    private static final int MOST_TEXTS = 1 << 14;
    private static final int TEXTS_PER_SHAPE = 4;

    private final int capacity;
    private final SqlShape shapes;
    private final RecentTexts<Shape> texts;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Shape> places = new HashMap<>();

    Profile(int capacity, SqlShape shapes) {
        this.capacity = capacity;
        this.shapes = shapes;
        this.texts = new RecentTexts<>(Math.max(RecentTexts.MOST, Math.min(MOST_TEXTS, capacity * TEXTS_PER_SHAPE)));
    }

    /** {@return where the figures of a statement are counted} */
    Shape shapeOf(String sql) {
        Shape seen = texts.get(sql);
        if (seen != null && !seen.evicted) {
            return seen;
        }
        Shape shape = place(seen == null ? shapes.of(sql) : seen.sql);
        texts.put(sql, shape);
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

    /** With more shapes in use than there are places, this is done for each statement, so that it should take no microsecond. */
    private long evictLightest() {
        Iterator<Shape> all = places.values().iterator();
        Shape lightest = all.next();
        long least = lightest.weight();
        while (all.hasNext()) {
            Shape next = all.next();
            long weight = next.weight();
            if (weight < least) {
                lightest = next;
                least = weight;
            }
        }
        places.remove(lightest.sql);
        lightest.evicted = true;
        return least;
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
}
