package dev.cormorant.core;

import dev.cormorant.core.error.FailedOperation;
import java.time.Duration;
import java.util.List;

/**
 * What closing a set of databases had to cut.
 *
 * @param databases each database that was open, in the order in which they were closed
 * @param took how long it took
 */
public record CleanupReport(List<Closed> databases, Duration took) {

    /**
     * One database.
     *
     * @param label the driver and the name
     * @param owners how many still had it open
     * @param report what had to be cut
     * @param failure what failed while its services were closed; empty if nothing did
     */
    public record Closed(String label, int owners, CloseReport report, String failure) {

        static Closed of(Database database, int owners, Duration drain, Duration grace) {
            try {
                return new Closed(database.label(), owners, database.close(drain, grace), "");
            } catch (RuntimeException failed) {
                CloseReport nothing = new CloseReport(List.of(), List.of(), Duration.ZERO);
                return new Closed(database.label(), owners, nothing, FailedOperation.shortened(String.valueOf(failed)));
            }
        }
    }

    /** {@return whether all work had ended by itself and everything was closed} */
    public boolean isClean() {
        return databases.stream()
                .allMatch(
                        closed -> closed.report().isClean() && closed.failure().isEmpty());
    }
}
