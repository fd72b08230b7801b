package dev.cormorant.testing.guard;

import dev.cormorant.core.Database;
import dev.cormorant.core.monitor.StatementObserver;
import dev.cormorant.core.service.Registration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the statements that a database is sent, by whatever thread, from the start until it is closed. The counts are exact, also
 * while other databases are counted in other threads. A batch is one statement; begin, commit, rollback and savepoints are none.
 * Safe for all threads.
 *
 * <pre>{@code
 * try (Statements counted = Statements.of(orm.database())) {
 *     orders.findAllWithLines();
 *     counted.expect(2);
 * }
 * }</pre>
 */
public final class Statements implements AutoCloseable, StatementObserver {

    /** The most shapes that are counted one by one; what has none of them counts in {@link #total()} alone. */
    public static final int MOST_SHAPES = 1_000;

    private final Database database;
    private final Map<String, LongAdder> shapes = new ConcurrentHashMap<>();
    private final LongAdder total = new LongAdder();
    private final Registration registration;

    private Statements(Database database) {
        this.database = database;
        this.registration = database.monitor().onStatement(this);
    }

    /**
     * Starts to count.
     *
     * @param database whose statements
     * @return the count; closed by the caller
     * @throws IllegalStateException if the database has 16 observers already
     */
    public static Statements of(Database database) {
        return new Statements(database);
    }

    /** Counts one; called by the database. */
    @Override
    public void began(String sql) {
        total.increment();
        String shape = database.monitor().shapeOf(sql);
        LongAdder count = shapes.get(shape);
        if (count == null && shapes.size() < MOST_SHAPES) {
            count = shapes.computeIfAbsent(shape, fresh -> new LongAdder());
        }
        if (count != null) {
            count.increment();
        }
    }

    /** {@return how many statements there were} */
    public long total() {
        return total.sum();
    }

    /**
     * {@return how many there were of each shape, most first: statements whose texts are the same but for literals, white space and
     * comments, in their first 1,000 characters}
     */
    public Map<String, Long> byShape() {
        Map<String, Long> counts = new LinkedHashMap<>();
        shapes.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue().sum()))
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEachOrdered(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /**
     * Fails unless there were so many.
     *
     * @param count how many, from 0 on
     * @throws AssertionError if there were more or fewer; the message has the shapes with their counts
     */
    public void expect(long count) {
        expect(count, count);
    }

    /**
     * Fails unless there were as many as that.
     *
     * @param least how many at least, from 0 on
     * @param most how many at most
     * @throws AssertionError if there were more or fewer; the message has the shapes with their counts
     * @throws IllegalArgumentException if {@code least} is negative or more than {@code most}
     */
    public void expect(long least, long most) {
        if (least < 0 || least > most) {
            throw new IllegalArgumentException(
                    "expected is from 0 on, and the least no more than the most, not " + least + " to " + most);
        }
        long counted = total();
        if (counted < least || counted > most) {
            throw new AssertionError(message(least, most, counted));
        }
    }

    private String message(long least, long most, long counted) {
        String wanted = least == most
                ? Long.toString(least)
                : most == Long.MAX_VALUE ? "at least " + least : "from " + least + " to " + most;
        StringBuilder text = new StringBuilder("expected ")
                .append(wanted)
                .append(most == 1 ? " statement on " : " statements on ")
                .append(database.label())
                .append(", counted ")
                .append(counted);
        long shown = 0;
        for (Map.Entry<String, Long> shape : byShape().entrySet()) {
            text.append("\n  ").append(shape.getValue()).append(" × ").append(shape.getKey());
            shown += shape.getValue();
            if (text.length() > 10_000) {
                break;
            }
        }
        return shown < counted ? text.append("\n  and others").toString() : text.toString();
    }

    /** Ends the count; the figures stay. A second call does nothing. */
    @Override
    public void close() {
        registration.close();
    }

    /** {@return the total} */
    @Override
    public String toString() {
        return "Statements[" + total() + " on " + database.label() + "]";
    }
}
