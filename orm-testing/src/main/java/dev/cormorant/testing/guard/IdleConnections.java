package dev.cormorant.testing.guard;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.LeakConfig;
import dev.cormorant.core.leak.LeakReason;
import dev.cormorant.core.leak.LeakReport;
import dev.cormorant.core.lease.HeldLease;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Connections that the database itself found idle, or dropped, since the start. */
final class IdleConnections implements Check {

    private final Database database;
    private final Instant startedAt = Instant.now();
    private final Set<Long> leasesBefore;

    IdleConnections(Database database) {
        this.database = database;
        this.leasesBefore = origins(database);
    }

    private static Set<Long> origins(Database database) {
        return database.leases().stream().map(HeldLease::origin).collect(Collectors.toUnmodifiableSet());
    }

    /** Says what is wrong where nobody would look for idle connections. */
    static void requireRecording(Database database) {
        LeakConfig leaks = database.config().monitor().leaks();
        if (!database.config().monitor().enabled()
                || leaks.check().isZero()
                || leaks.idle().isZero()) {
            throw new IllegalArgumentException(
                    Rule.IDLE_CONNECTION + " needs a database that looks for idle connections, and "
                            + database.label()
                            + " does not: open it with the settings of GuardSettings.recording(config), or leave"
                            + " the rule out");
        }
    }

    @Override
    public List<Finding> look() {
        List<LeakReport> reports = database.leaks();
        if (reports.isEmpty()) {
            return List.of();
        }
        Set<Long> held = origins(database);
        return reports.stream()
                .filter(report -> !report.foundAt().isBefore(startedAt) && !leasesBefore.contains(report.lease()))
                // What is held still is said by another rule.
                .filter(report ->
                        report.isCertain() || (report.reason() == LeakReason.IDLE && !held.contains(report.lease())))
                .map(IdleConnections::finding)
                .toList();
    }

    private static Finding finding(LeakReport report) {
        Rule rule =
                !report.isCertain() ? Rule.IDLE_CONNECTION : report.label().equals("cursor") ? Rule.CURSOR : Rule.LEASE;
        String what = report.isCertain()
                ? "dropped without being closed"
                : "held for " + report.idle().toMillis() / 1_000.0 + " s with nothing running on it";
        String sql = report.lastSql().isEmpty() ? "no statement yet" : "last SQL: " + report.lastSql();
        return new Finding(
                rule,
                rule.words() + ", " + what + ": " + report.label() + " in thread " + report.thread() + ", " + sql,
                Places.shortened(report.stackTrace()));
    }

    @Override
    public void takeBack() {
        // A connection that was dropped is taken back by the database itself; one that only was idle may be back, too.
    }
}
