package dev.cormorant.core;

import dev.cormorant.core.execution.ExecutionWatch;
import dev.cormorant.core.execution.Executions;
import dev.cormorant.core.internal.watch.Lookout;
import dev.cormorant.core.leak.LeakDetector;
import dev.cormorant.core.lease.Leases;
import dev.cormorant.core.service.ServiceRegistry;
import dev.cormorant.core.transaction.Transactions;

/** What a database works through; owned by its registry. */
record Parts(
        Leases leases,
        Executions executions,
        ExecutionWatch watch,
        Lookout lookout,
        Transactions transactions,
        LeakDetector leaks) {

    static Parts of(ServiceRegistry services) {
        return new Parts(
                services.find(Leases.class).orElseThrow(),
                services.find(Executions.class).orElseThrow(),
                services.find(ExecutionWatch.class).orElseThrow(),
                services.find(Lookout.class).orElseThrow(),
                services.find(Transactions.class).orElseThrow(),
                services.find(LeakDetector.class).orElseThrow());
    }
}
