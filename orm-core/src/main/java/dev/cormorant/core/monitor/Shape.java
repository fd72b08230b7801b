package dev.cormorant.core.monitor;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** The figures of one shape of statements while they are counted. Lock-free. */
final class Shape implements RowCounter {

    final String sql;
    /** The weight of the shape whose place it took: what it may have taken itself before that. */
    final long inherited;

    volatile boolean evicted;
    private final LongAdder calls = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAdder rows = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final AtomicLong max = new AtomicLong();

    Shape(String sql, long inherited) {
        this.sql = sql;
        this.inherited = inherited;
    }

    void record(long took, boolean failed) {
        calls.increment();
        nanos.add(took);
        if (took > max.get()) {
            max.accumulateAndGet(took, Math::max);
        }
        if (failed) {
            errors.increment();
        }
    }

    @Override
    public void add(long more) {
        if (more > 0) {
            rows.add(more);
        }
    }

    long weight() {
        return inherited + nanos.sum();
    }

    ShapeStats snapshot() {
        return new ShapeStats(
                sql,
                calls.sum(),
                Duration.ofNanos(nanos.sum()),
                Duration.ofNanos(max.get()),
                rows.sum(),
                errors.sum(),
                Duration.ofNanos(inherited));
    }
}
