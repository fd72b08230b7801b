package dev.cormorant.core;

import dev.cormorant.core.execution.Executions;
import dev.cormorant.core.lease.HeldLease;
import dev.cormorant.core.lease.LeaseTotals;
import dev.cormorant.core.lease.Leases;
import dev.cormorant.core.monitor.MonitorStats;
import dev.cormorant.core.transaction.Transactions;
import java.util.List;

/**
 * The figures of one database at one moment. Each part is consistent in itself; what runs meanwhile may be in one part and not
 * yet in another.
 *
 * @param connections connections and leases
 * @param active the connections in use, longest held first
 * @param executions statements
 * @param cursors streamed results
 * @param transactions transactions
 * @param services how many services are registered
 * @param monitor what monitoring knows
 */
public record DatabaseStats(
        LeaseTotals connections,
        List<HeldLease> active,
        Executions.Totals executions,
        Executions.CursorTotals cursors,
        Transactions.Totals transactions,
        int services,
        MonitorStats monitor) {
    /** Copies the list. */
    public DatabaseStats {
        active = List.copyOf(active);
    }

    static DatabaseStats of(Leases leases, Executions executions, Transactions transactions, int services) {
        LeaseTotals connections = leases.totals();
        return new DatabaseStats(
                connections,
                leases.held(),
                executions.totals(),
                executions.cursors(),
                transactions.totals(),
                services,
                executions.monitor().stats(connections.total()));
    }

    /**
     * Whether the application uses nothing: no lease, no running statement, no open transaction. What monitoring holds for a moment,
     * a connection that it asks whether it lives, does not count; it is in {@link #active()} and {@link #connections()}.
     *
     * @return whether it uses nothing
     */
    public boolean isIdle() {
        return active.stream().allMatch(HeldLease::housekeeping)
                && executions.running() == 0
                && transactions.running() == 0;
    }
}
