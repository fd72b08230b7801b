package dev.cormorant.core.lease;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a lease is used: noted by its holder without a lock and without looking at the clock, and sampled by the watch of the
 * database, so that the times are as exact as the watch is quick, 50 ms.
 */
abstract class LeaseUse {

    private static final VarHandle CALLS;

    static {
        try {
            CALLS = MethodHandles.lookup().findVarHandle(LeaseUse.class, "calls", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    final long takenAt = System.nanoTime();

    /** Grows with each begin and each end of a call of the driver, and is odd during one. */
    private int calls;

    /** Where the transaction began that is open; null unless places are noted. */
    private volatile @Nullable Throwable transactionPlace;

    private int uses;
    private volatile @Nullable String lastSql;
    private volatile long transactionAt;
    private volatile int savepoints;

    // What the watch has seen; written by its thread alone.
    private int seenCalls;
    private long seenAt = takenAt;
    private volatile long activeAt = takenAt;
    private volatile long insideNanos;
    private long seenTransactionAt;
    private long insideBeforeTransaction;

    /** Says that a call of the driver begins, so that nobody takes the connection away meanwhile. */
    final void beginCall() {
        CALLS.setVolatile(this, calls | 1);
    }

    /** Says that the next row is read. Costs nothing that could be measured per row. */
    final void beginRow() {
        CALLS.setOpaque(this, calls | 1);
    }

    /** Says that the call has returned. */
    public final void endCall() {
        CALLS.setRelease(this, (calls | 1) + 1);
    }

    /** {@return whether a call of the driver is running on it} */
    public final boolean isBusy() {
        return ((int) CALLS.getVolatile(this) & 1) != 0;
    }

    /**
     * Notes a statement, for reports.
     *
     * @param sql its text, with placeholders
     */
    public final void used(String sql) {
        uses++;
        lastSql = sql;
    }

    /** Notes that a transaction is open; without effect if that is known. */
    public final void transactionBegan() {
        if (transactionAt == 0) {
            transactionPlace = isTraced() ? new Throwable("began here") : null;
            transactionAt = System.nanoTime() | 1;
        }
    }

    /** Notes that no transaction is open any more. */
    public final void transactionEnded() {
        transactionAt = 0;
        transactionPlace = null;
    }

    /** {@return whether it is noted where things happen, at the cost of a stack trace each} */
    public abstract boolean isTraced();

    /** {@return where the open transaction began, innermost frame first; empty if none is open, or places are not noted} */
    final List<StackTraceElement> transactionPlace() {
        return framesOf(transactionPlace);
    }

    static List<StackTraceElement> framesOf(@Nullable Throwable noted) {
        return noted == null ? List.of() : List.of(noted.getStackTrace());
    }

    /**
     * Notes in how many savepoints of its transaction the work is nested.
     *
     * @param count 0 or more
     */
    public final void nested(int count) {
        savepoints = count;
    }

    final void nestedIn(LeaseUse before) {
        savepoints = before.savepoints;
    }

    /** {@return 0 outside a transaction, 1 in one, and 1 more for each savepoint that the work is nested in} */
    public final int transactionDepth() {
        return transactionAt == 0 ? 0 : 1 + savepoints;
    }

    /** Looks at it; called by the watch again and again. */
    final void observe(long now) {
        int seen = (int) CALLS.getAcquire(this);
        long began = transactionAt;
        if (began != seenTransactionAt) {
            seenTransactionAt = began;
            insideBeforeTransaction = insideNanos;
        }
        if ((seen & 1) != 0) {
            long inside = insideNanos + now - seenAt;
            insideNanos = inside;
            activeAt = now;
        } else if (seen != seenCalls) {
            activeAt = now;
        }
        seenCalls = seen;
        seenAt = now;
    }

    /** {@return the text of the last statement; null if there was none} */
    final @Nullable String lastSql() {
        return lastSql;
    }

    /** {@return how many statements ran on it} */
    public final int uses() {
        String published = lastSql;
        return published == null ? 0 : uses;
    }

    /**
     * For how long nothing has run on it and no row was read.
     *
     * @param now the time, as {@link System#nanoTime} counts
     * @return never more than it was, and less by 50 ms at most
     */
    public Duration idle(long now) {
        return isBusy() ? Duration.ZERO : Duration.ofNanos(Math.max(0, now - activeAt));
    }

    /** {@return how long calls of the driver have taken} */
    public final Duration insideDatabase() {
        return Duration.ofNanos(insideNanos);
    }

    /**
     * For how long a transaction has been open, without the time in calls of the driver.
     *
     * @param now the time, as {@link System#nanoTime} counts
     * @return zero if none is open
     */
    public final Duration transactionIdle(long now) {
        long began = transactionAt;
        if (began == 0 || began != seenTransactionAt) {
            return Duration.ZERO;
        }
        return Duration.ofNanos(Math.max(0, now - began - (insideNanos - insideBeforeTransaction)));
    }
}
