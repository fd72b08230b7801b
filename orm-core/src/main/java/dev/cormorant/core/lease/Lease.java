package dev.cormorant.core.lease;

import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.monitor.Span;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The right to use one connection. Belongs to the thread that took it; given back by {@link #close}, once, from any thread.
 */
public final class Lease implements AutoCloseable {

    final LeaseRequest request;
    final Thread holder = Thread.currentThread();
    final long takenAt = System.nanoTime();
    int slot;
    Span span = Span.NONE;
    final Lane lane;
    private final Connection pooled;
    private final Connection driverConnection;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean poisoned;
    private volatile @Nullable String lastSql;

    Lease(Lane lane, LeaseRequest request, Connection pooled) throws SQLException {
        this.lane = lane;
        this.request = request;
        this.pooled = pooled;
        this.driverConnection = CountedConnection.inside(pooled.unwrap(Connection.class));
    }

    /** {@return the pool's view of the connection, for what the pool resets afterwards: autocommit, isolation, read-only} */
    public Connection pooled() {
        return pooled;
    }

    /** {@return the driver's connection, for statements: the pool's own statement wrappers would only add cost} */
    public Connection driverConnection() {
        return driverConnection;
    }

    /** {@return which sort of connection this is} */
    public Access access() {
        return request.access();
    }

    /** {@return the thread that took it} */
    public Thread holder() {
        return holder;
    }

    /** {@return what the lease was taken for} */
    public LeaseRequest request() {
        return request;
    }

    /**
     * Notes a statement, for reports.
     *
     * @param sql its text, with placeholders
     */
    public void used(String sql) {
        lastSql = sql;
    }

    /** Marks the connection as unusable: it is closed instead of going back to the pool. */
    public void poison() {
        poisoned = true;
    }

    /** {@return whether the connection is closed instead of going back} */
    public boolean isPoisoned() {
        return poisoned;
    }

    /** {@return this lease as others may see it} */
    public HeldLease snapshot() {
        String sql = lastSql;
        return new HeldLease(
                request.label(),
                holder.getName(),
                Duration.ofNanos(System.nanoTime() - takenAt),
                request.access(),
                sql == null ? "" : FailedOperation.shortened(sql));
    }

    /** Gives the connection back, or closes it if it is unusable; a second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            lane.giveBack(this, poisoned);
        }
    }
}
