package dev.cormorant.core.lease;

import dev.cormorant.core.driver.Access;
import java.time.Duration;
import java.util.List;

/**
 * A connection in use, as a snapshot.
 *
 * @param id its number: leases of a database are counted from 1
 * @param origin the number of the first lease of the same holder: the same as {@code id}, unless a connection began by reading and
 *     went on to the one that writes, as on SQLite
 * @param label what it was taken for
 * @param thread the name of the thread that took it
 * @param held for how long
 * @param idle for how long nothing has run on it and no row was read, to the 50 ms
 * @param uses how many statements ran on it
 * @param transactionDepth 0 outside a transaction, 1 in one, and 1 more for each savepoint that it is nested in
 * @param suspected whether it is suspected to be forgotten now
 * @param housekeeping whether the layer itself holds it for a moment, to ask for the health or to give up memory
 * @param access reading or writing
 * @param lastSql the last statement on it, with placeholders; empty if there was none yet
 * @param stackTrace where it was taken, innermost frame first; empty unless {@code leak.stack-traces} is on
 * @param transactionTrace where its open transaction began, likewise; empty outside one
 */
public record HeldLease(
        long id,
        long origin,
        String label,
        String thread,
        Duration held,
        Duration idle,
        int uses,
        int transactionDepth,
        boolean suspected,
        boolean housekeeping,
        Access access,
        String lastSql,
        List<StackTraceElement> stackTrace,
        List<StackTraceElement> transactionTrace) {

    /** Copies the stack traces. */
    public HeldLease {
        stackTrace = List.copyOf(stackTrace);
        transactionTrace = List.copyOf(transactionTrace);
    }

    /** {@return who holds it, as messages say it} */
    @Override
    public String toString() {
        return label + " in thread " + thread + ", held " + Durations.words(held)
                + (lastSql.isEmpty() ? ", no statement yet" : ", last SQL: " + lastSql);
    }
}
