package dev.cormorant.examples.demo;

import dev.cormorant.core.DatabaseStats;

/**
 * What a closed database has left behind; all zero if nothing is lost.
 *
 * @param leases connections taken and not given back
 * @param executions statements that still run
 * @param transactions transactions without an end
 * @param services services still registered
 * @param threads threads that the demo started and that still live
 */
record LeftOpen(long leases, int executions, int transactions, int services, int threads) {

    static LeftOpen of(DatabaseStats closed, int threads) {
        return new LeftOpen(
                closed.connections().taken() - closed.connections().givenBack(),
                closed.executions().running(),
                closed.transactions().running(),
                closed.services(),
                threads);
    }

    boolean isNothing() {
        return leases == 0 && executions == 0 && transactions == 0 && services == 0 && threads == 0;
    }
}
