package dev.cormorant.testing.guard;

import dev.cormorant.core.Database;
import dev.cormorant.core.monitor.StatementObserver;
import dev.cormorant.core.service.Registration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * SELECTs of one shape that come from the same place. The place tells a loop from a test that looks up several things, one line each.
 * Counts exactly for the first {@value #MOST} pairs of shape and place, and further ones not at all.
 */
final class RepeatedReads implements Check, StatementObserver {

    private static final int MOST = 1_000;
    private static final int LONGEST_SHOWN = 300;
    private static final List<String> READING = List.of("select", "with", "values", "table", "(");

    private final Database database;
    private final int limit;
    private final Map<Key, Repeated> seen = new ConcurrentHashMap<>();
    private final List<Finding> earlier = new CopyOnWriteArrayList<>();
    private final Registration registration;

    private record Key(String shape, long place) {}

    private record Repeated(AtomicInteger times, Throwable first) {}

    RepeatedReads(Database database, int limit) {
        this.database = database;
        this.limit = limit;
        this.registration = database.monitor().onStatement(this);
    }

    @Override
    public void began(String sql) {
        if (!reads(sql)) {
            return;
        }
        long place = Places.ofCaller();
        if (place == 0) {
            return;
        }
        Key key = new Key(database.monitor().shapeOf(sql), place);
        Repeated before = seen.get(key);
        if (before == null && seen.size() < MOST) {
            before = seen.computeIfAbsent(key, fresh -> new Repeated(new AtomicInteger(), new Throwable("sent here")));
        }
        if (before != null) {
            before.times.incrementAndGet();
        }
    }

    /** Whether a statement begins as one that only reads; a comment before it hides that, and it is not counted then. */
    private static boolean reads(String sql) {
        String begin =
                sql.substring(0, Math.min(sql.length(), 64)).stripLeading().toLowerCase(Locale.ROOT);
        return READING.stream().anyMatch(begin::startsWith);
    }

    /** Counts anew; what was found stays. */
    void nextPart() {
        earlier.addAll(ofThisPart());
        seen.clear();
    }

    @Override
    public List<Finding> look() {
        return Stream.concat(earlier.stream(), ofThisPart().stream()).toList();
    }

    private List<Finding> ofThisPart() {
        return seen.entrySet().stream()
                .filter(entry -> entry.getValue().times.get() > limit)
                .sorted(Comparator.comparing(entry -> -entry.getValue().times.get()))
                .map(entry -> finding(entry.getKey().shape(), entry.getValue()))
                .toList();
    }

    private Finding finding(String shape, Repeated repeated) {
        String shown = shape.length() <= LONGEST_SHOWN ? shape : shape.substring(0, LONGEST_SHOWN) + "…";
        return new Finding(
                Rule.REPEATED_STATEMENT,
                Rule.REPEATED_STATEMENT.words() + ", sent " + repeated.times + " times from one place, of which "
                        + limit + " are allowed (one query for all rows would do): " + shown,
                Places.shortened(repeated.first));
    }

    @Override
    public void takeBack() {
        registration.close();
    }
}
