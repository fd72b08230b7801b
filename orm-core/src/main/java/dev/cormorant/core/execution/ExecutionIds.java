package dev.cormorant.core.execution;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;

/**
 * Numbers for executions: positive, never zero, and distinct among those that run at the same time, even when the counter
 * passes {@link Long#MAX_VALUE} and begins again at 1. Lock-free and safe for all threads.
 */
public final class ExecutionIds {

    private final AtomicLong counter;
    private volatile boolean wrapped;

    /**
     * Starts counting.
     *
     * @param first the first id; 1 to {@link Long#MAX_VALUE}
     */
    public ExecutionIds(long first) {
        if (first < 1) {
            throw new IllegalArgumentException("the first execution id is 1 or more, not " + first);
        }
        this.counter = new AtomicLong(first);
    }

    /**
     * The next id.
     *
     * @param inUse whether an id belongs to a running execution; asked only after the counter has begun again, since no id
     *     can be given twice before that
     * @return an id from 1 to {@link Long#MAX_VALUE}
     */
    public long next(LongPredicate inUse) {
        while (true) {
            long raw = counter.getAndIncrement();
            if (raw < 0) {
                wrapped = true;
            }
            long id = raw & Long.MAX_VALUE;
            if (id != 0 && !(wrapped && inUse.test(id))) {
                return id;
            }
        }
    }
}
