package dev.cormorant.core;

import dev.cormorant.core.execution.RunningExecution;
import dev.cormorant.core.lease.HeldLease;
import dev.cormorant.core.service.ServiceRegistry;
import java.time.Duration;
import java.util.List;

/** How a database is closed, once. */
record Closing(Parts parts, ServiceRegistry services) {

    CloseReport run(Duration drain, Duration grace) {
        long startedAt = System.nanoTime();
        parts.leases().refuseNew();
        List<RunningExecution> cancelled = List.of();
        List<HeldLease> cut = List.of();
        if (!parts.leases().awaitIdle(drain)) {
            cancelled = parts.executions().running();
            parts.watch().stopAll();
            cut = parts.leases().awaitIdle(grace) ? List.of() : parts.leases().held();
        }
        services.close();
        return new CloseReport(cancelled, cut, Duration.ofNanos(System.nanoTime() - startedAt));
    }
}
