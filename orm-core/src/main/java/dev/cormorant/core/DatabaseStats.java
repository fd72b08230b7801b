package dev.cormorant.core;

import dev.cormorant.core.execution.Executions;
import dev.cormorant.core.lease.LeaseTotals;
import dev.cormorant.core.transaction.Transactions;

/**
 * The figures of one database at one moment.
 *
 * @param connections connections and leases
 * @param executions statements
 * @param transactions transactions
 * @param services how many services are registered
 */
public record DatabaseStats(
        LeaseTotals connections, Executions.Totals executions, Transactions.Totals transactions, int services) {

    /** {@return whether nothing is in use: no lease, no running statement, no open transaction} */
    public boolean isIdle() {
        return connections.active() == 0 && executions.running() == 0 && transactions.running() == 0;
    }
}
