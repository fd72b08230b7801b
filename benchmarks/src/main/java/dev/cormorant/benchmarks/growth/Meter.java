package dev.cormorant.benchmarks.growth;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * Measures operations on this thread, warm, in blocks, of which the fastest counts: it found the machine quiet. On SQLite, where the thread
 * does all of the work, its processor time counts, of which others on the machine take none away; on a server the time that goes by.
 */
final class Meter {

    static final long WARM_UP_MILLIS = Long.getLong("orm.benchmark.warm-up", 1_500);
    private static final long WARM_UP = TimeUnit.MILLISECONDS.toNanos(WARM_UP_MILLIS);
    private static final long BLOCK = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_BLOCK = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_WARM_UP = TimeUnit.SECONDS.toNanos(20);
    private static final int BLOCKS = 8;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Clock clock;

    /** So that no compiler finds that a result is not used. */
    private volatile int seen;

    Meter(Clock clock) {
        this.clock = clock;
    }

    /** Which time counts. */
    enum Clock {
        /** That goes by. */
        WALL,
        /** That this thread has of a processor. */
        THREAD;

        static Clock of(Place place) {
            return place.isSqlite() ? THREAD : WALL;
        }
    }

    /** One operation. */
    interface Operation {
        Object run() throws SQLException;
    }

    /** What one operation took and allocated. */
    record Cost(double nanos, double bytes) {}

    /** Measures; a block has so many operations at least, unless that takes more than a second. */
    Cost of(long atLeast, Operation operation) throws SQLException {
        warmUp(2 * atLeast, operation);
        Cost best = block(atLeast, BLOCK, operation);
        for (int i = 1; i < BLOCKS; i++) {
            Cost next = block(atLeast, BLOCK, operation);
            best = new Cost(Math.min(best.nanos, next.nanos), Math.min(best.bytes, next.bytes));
        }
        return best;
    }

    /** Measures what takes milliseconds: so many times one by one, by the time that goes by. */
    Cost single(int times, Operation operation) throws SQLException {
        Cost best = new Cost(Double.MAX_VALUE, Double.MAX_VALUE);
        for (int i = 0; i < times; i++) {
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long started = System.nanoTime();
            seen = System.identityHashCode(operation.run());
            double nanos = System.nanoTime() - started;
            best = new Cost(Math.min(best.nanos, nanos), Math.min(best.bytes, (double)
                    (THREADS.getCurrentThreadAllocatedBytes() - bytes)));
        }
        return best;
    }

    /** So often that everything was used, unless that takes too long. */
    private void warmUp(long atLeast, Operation operation) throws SQLException {
        long started = System.nanoTime();
        long operations = 0;
        long gone;
        do {
            seen = System.identityHashCode(operation.run());
            operations++;
            gone = System.nanoTime() - started;
        } while (gone < WARM_UP || (operations < atLeast && gone < LONGEST_WARM_UP));
    }

    private Cost block(long atLeast, long length, Operation operation) throws SQLException {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long wall = System.nanoTime();
        long started = now();
        long operations = 0;
        long gone;
        do {
            seen = System.identityHashCode(operation.run());
            operations++;
            gone = System.nanoTime() - wall;
        } while ((gone < length || operations < atLeast) && gone < LONGEST_BLOCK);
        double nanos = (double) (now() - started) / operations;
        return new Cost(nanos, (double) (THREADS.getCurrentThreadAllocatedBytes() - bytes) / operations);
    }

    /** {@return something of the last result} */
    int seen() {
        return seen;
    }

    /** {@return the clock, in nanoseconds} */
    long now() {
        return switch (clock) {
            case WALL -> System.nanoTime();
            case THREAD -> THREADS.getCurrentThreadCpuTime();
        };
    }

    /** {@return the heap that is in use after a collection} */
    static long liveHeap() {
        // The second one has what the first one left to reference queues.
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
