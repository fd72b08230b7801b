package dev.cormorant.core.monitor;

import dev.cormorant.core.config.MonitorConfig;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** The slow statements of one database: all of them counted, the newest kept. */
final class SlowLog {

    private final Ring<Entry> ring;
    private final LongAdder count = new LongAdder();

    SlowLog(MonitorConfig config) {
        this.ring = new Ring<>(config.queriesKept(), config.keptFor());
    }

    /** {@return where rows are counted that are read after the statement has ended} */
    RowCounter add(SlowQuery query, RowCounter shape) {
        count.increment();
        Entry entry = new Entry(query, shape);
        ring.add(entry);
        return entry;
    }

    long count() {
        return count.sum();
    }

    List<SlowQuery> queries() {
        return ring.entries().stream().map(Entry::snapshot).toList();
    }

    private static final class Entry implements RowCounter {
        private final SlowQuery query;
        private final RowCounter shape;
        private final AtomicLong later = new AtomicLong();

        Entry(SlowQuery query, RowCounter shape) {
            this.query = query;
            this.shape = shape;
        }

        @Override
        public void add(long rows) {
            later.addAndGet(rows);
            shape.add(rows);
        }

        SlowQuery snapshot() {
            return new SlowQuery(
                    query.id(),
                    query.sql(),
                    query.values(),
                    query.thread(),
                    query.took(),
                    query.rows() + later.get(),
                    query.at(),
                    query.failure());
        }
    }
}
