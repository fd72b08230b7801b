package dev.cormorant.core;

import dev.cormorant.core.execution.RunningExecution;
import dev.cormorant.core.lease.HeldLease;
import java.time.Duration;
import java.util.List;

/**
 * What closing a database had to cut.
 *
 * @param cancelled the statements that were still running after the drain time and were cancelled
 * @param cut the connections that were still in use after the grace time and were taken away
 * @param took how long closing took
 */
public record CloseReport(List<RunningExecution> cancelled, List<HeldLease> cut, Duration took) {

    /** {@return whether all work had ended by itself} */
    public boolean isClean() {
        return cancelled.isEmpty() && cut.isEmpty();
    }
}
