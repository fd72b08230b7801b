package dev.cormorant.core.internal.jdbc;

import dev.cormorant.core.config.StatementConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.driver.PoolLayout;
import dev.cormorant.core.lease.Lease;
import dev.cormorant.core.lease.LeaseRequest;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The lease of a connection: where reading and writing are divided, first that of a reader, then that of the writer. */
final class RoutedLease {

    private final ChokePoint choke;
    private Lease current;
    private @Nullable Lease outgrown;
    private final long usualNanos;
    private long allowedNanos;
    private long serverNanos;
    private boolean lifted;

    RoutedLease(ChokePoint choke, Lease first) {
        this.choke = choke;
        this.current = first;
        this.usualNanos = nanos(choke.config.timeout());
        this.allowedNanos = usualNanos;
        this.serverNanos = usualNanos;
    }

    static long nanos(Duration timeout) {
        return timeout.isZero() ? Long.MAX_VALUE : timeout.toNanos();
    }

    Lease current() {
        return current;
    }

    boolean isReader() {
        return choke.divided && current.access() == Access.READ;
    }

    /**
     * Takes the writer. A reader with nothing open on it is given back first, so that nobody waits for the writer with a reader
     * in hand.
     */
    void moveToWriter(boolean readerInUse) {
        LeaseRequest asked = current.request();
        Lease reader = current;
        if (readerInUse) {
            outgrown = reader;
        } else {
            reader.close();
        }
        current = choke.leases.acquire(new LeaseRequest(Access.WRITE, asked.label(), false, asked.maxWait()));
        current.continues(reader, readerInUse);
    }

    /** The driver gives up on a silent server after the usual limit of a statement; one with a longer limit needs more. */
    void allowFor(long nanos) throws SQLException {
        if (nanos > allowedNanos && choke.driver.layout() == PoolLayout.SHARED) {
            long millis = nanos == Long.MAX_VALUE
                    ? 0
                    : StatementConfig.silence(Duration.ofNanos(nanos)).toMillis();
            current.pooled().setNetworkTimeout(Runnable::run, (int) Math.min(Integer.MAX_VALUE, millis));
            allowedNanos = nanos;
        }
    }

    /** As {@link #allowFor}, and by the clock of the server too, which else ends a statement soon after the usual limit. */
    void allowStatement(long nanos) throws SQLException {
        allowFor(nanos);
        if (nanos > serverNanos) {
            lifted = true;
            limitOnServer(nanos);
        }
    }

    private void limitOnServer(long nanos) throws SQLException {
        Duration limit = nanos == Long.MAX_VALUE ? Duration.ZERO : StatementConfig.onServer(Duration.ofNanos(nanos));
        choke.driver.limitOnServer(current.driverConnection(), limit);
        serverNanos = nanos;
    }

    /** A rollback may have taken back what was set in its transaction. */
    void rolledBack() {
        serverNanos = usualNanos;
    }

    boolean isLifted() {
        return lifted;
    }

    /** Gives the server its usual limit again, outside a transaction. */
    void restoreLimit() throws SQLException {
        limitOnServer(usualNanos);
        lifted = false;
    }

    void close() {
        if (outgrown != null) {
            outgrown.close();
        }
        current.close();
    }
}
