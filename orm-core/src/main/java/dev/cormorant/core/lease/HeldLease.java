package dev.cormorant.core.lease;

import dev.cormorant.core.driver.Access;
import java.time.Duration;

/**
 * A connection in use, as a snapshot.
 *
 * @param label what it was taken for
 * @param thread the name of the thread that took it
 * @param held for how long
 * @param access reading or writing
 * @param lastSql the last statement on it, with placeholders; empty if there was none yet
 */
public record HeldLease(String label, String thread, Duration held, Access access, String lastSql) {

    /** {@return who holds it, as messages say it} */
    @Override
    public String toString() {
        return label + " in thread " + thread + ", held " + Durations.words(held)
                + (lastSql.isEmpty() ? ", no statement yet" : ", last SQL: " + lastSql);
    }
}
