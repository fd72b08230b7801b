package dev.cormorant.core.leak;

import dev.cormorant.core.driver.Access;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One connection that leaked, or is suspected to, as it was when that was found. Immutable. Times inside and outside the
 * database are sampled every 50 ms.
 *
 * @param reason why it counts as a leak
 * @param lease the {@code origin} of the lease
 * @param label what it was taken for: {@code data source}, {@code cursor}, {@code transaction "transfer"}
 * @param thread the name of the thread that took it
 * @param access reading or writing
 * @param takenAt when it was taken
 * @param foundAt when this was found
 * @param inside how much of the time between the driver and the database were at work
 * @param outside the rest of that time
 * @param idle for how long nothing had run on it and no row was read
 * @param uses how many statements ran on it
 * @param lastSql the last of them, shortened, with placeholders; empty if there was none
 * @param takenBack whether the connection is taken back from its holder
 * @param stackTrace where it was taken, innermost frame first; empty unless {@code leak.stack-traces} is on
 */
public record LeakReport(
        LeakReason reason,
        long lease,
        String label,
        String thread,
        Access access,
        Instant takenAt,
        Instant foundAt,
        Duration inside,
        Duration outside,
        Duration idle,
        int uses,
        String lastSql,
        boolean takenBack,
        List<StackTraceElement> stackTrace) {

    /** Copies the stack trace. */
    public LeakReport {
        stackTrace = List.copyOf(stackTrace);
    }

    /** {@return whether it was dropped for certain, and not only held for long} */
    public boolean isCertain() {
        return reason.isCertain();
    }

    /** {@return the report in one line, and where it was taken, if that is known, in further ones} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(isCertain() ? "leaked" : "suspected leak")
                .append(": the connection taken for ")
                .append(label)
                .append(" in thread ")
                .append(thread)
                .append(' ')
                .append(seconds(inside.plus(outside)))
                .append(" ago ")
                .append(why())
                .append("; ")
                .append(takenBack ? "it is taken back" : "it stays with its holder")
                .append("; ")
                .append(seconds(inside))
                .append(" in the database, ")
                .append(uses)
                .append(uses == 1 ? " statement" : " statements");
        if (!lastSql.isEmpty()) {
            text.append(", last SQL: ").append(lastSql);
        }
        stackTrace.forEach(frame -> text.append("\n\tat ").append(frame));
        return text.toString();
    }

    private String why() {
        return switch (reason) {
            case UNREACHABLE -> "was dropped without being closed";
            case IDLE -> "has been idle for " + seconds(idle) + " (leak.idle)";
            case TRANSACTION -> "has a transaction open for too long (leak.transaction)";
            case USES -> "was used too often (leak.uses)";
        };
    }

    private static String seconds(Duration time) {
        return time.toMillis() / 1_000.0 + " s";
    }
}
