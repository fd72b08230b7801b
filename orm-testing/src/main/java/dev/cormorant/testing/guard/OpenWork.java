package dev.cormorant.testing.guard;

import dev.cormorant.core.Database;
import dev.cormorant.core.execution.RunningExecution;
import dev.cormorant.core.lease.HeldLease;
import dev.cormorant.core.transaction.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections, cursors and transactions that are open now and were not at the start. For each connection there is one finding. One
 * that was taken before the start belongs to somebody else; only what was opened on it since then counts.
 */
final class OpenWork implements Check {

    private static final long LONGEST_RECLAIM_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final AtomicLong LENDERS = new AtomicLong();

    private final Database database;
    private final Map<Long, HeldLease> leasesBefore;
    private final Set<Long> executionsBefore;
    private final Optional<Transaction> transactionBefore;

    OpenWork(Database database) {
        this.database = database;
        this.leasesBefore = leases();
        this.executionsBefore =
                database.executions().stream().map(RunningExecution::id).collect(Collectors.toUnmodifiableSet());
        this.transactionBefore = database.currentTransaction();
    }

    /** By origin; of a holder's two connections the one that writes, since it is taken later. */
    private Map<Long, HeldLease> leases() {
        Map<Long, HeldLease> byOrigin = new LinkedHashMap<>();
        for (HeldLease lease : database.leases()) {
            if (!lease.housekeeping()) {
                byOrigin.merge(lease.origin(), lease, (one, other) -> one.id() > other.id() ? one : other);
            }
        }
        return byOrigin;
    }

    @Override
    public List<Finding> look() {
        Map<Long, HeldLease> held = leases();
        if (held.isEmpty()) {
            return List.of();
        }
        Map<Long, RunningExecution> streams = streams();
        List<Finding> found = new ArrayList<>();
        for (HeldLease lease : held.values()) {
            finding(lease, streams.get(lease.origin())).ifPresent(found::add);
        }
        return found;
    }

    private Map<Long, RunningExecution> streams() {
        return database.executions().stream()
                .filter(RunningExecution::streaming)
                .filter(execution -> !executionsBefore.contains(execution.id()))
                .collect(Collectors.toMap(RunningExecution::lease, stream -> stream, (one, other) -> one));
    }

    private Optional<Finding> finding(HeldLease lease, @Nullable RunningExecution stream) {
        HeldLease before = leasesBefore.get(lease.origin());
        if (lease.transactionDepth() > (before == null ? 0 : before.transactionDepth())) {
            List<StackTraceElement> place =
                    lease.transactionTrace().isEmpty() ? lease.stackTrace() : lease.transactionTrace();
            return Optional.of(finding(Rule.TRANSACTION, "begun and not ended, on the connection of " + lease, place));
        }
        if (stream != null) {
            List<StackTraceElement> place = stream.stackTrace().isEmpty() ? lease.stackTrace() : stream.stackTrace();
            String what = "opened and not closed, with its connection, " + lease;
            return Optional.of(finding(Rule.CURSOR, what, place));
        }
        return before == null
                ? Optional.of(finding(Rule.LEASE, "taken and not given back: " + lease, lease.stackTrace()))
                : Optional.empty();
    }

    private static Finding finding(Rule rule, String what, List<StackTraceElement> place) {
        return new Finding(rule, rule.words() + ", " + what, Places.shortened(place));
    }

    /** Takes a connection that is not the test's: by another thread, so that this one may take a further one. */
    Connection lend(DataSource source) throws SQLException {
        Lender lender = new Lender(source);
        Thread thread = new Thread(null, lender, "lends " + LENDERS.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            lender.abandon();
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while a connection was taken for a test", interrupted);
        }
        Connection connection = lender.result();
        database.leases().stream()
                .filter(lease -> lease.thread().equals(thread.getName()))
                .forEach(lease -> leasesBefore.put(lease.origin(), lease));
        return connection;
    }

    /** Takes one connection. */
    private static final class Lender implements Runnable {
        private final DataSource source;
        private @Nullable Connection connection;
        private @Nullable Exception failure;
        private boolean abandoned;

        Lender(DataSource source) {
            this.source = source;
        }

        @Override
        public void run() {
            try {
                keep(source.getConnection());
            } catch (SQLException | RuntimeException failed) {
                failure = failed;
            }
        }

        private synchronized void keep(Connection taken) throws SQLException {
            if (abandoned) {
                taken.close();
            } else {
                connection = taken;
            }
        }

        /** Says that nobody waits any more: what is there, or comes, is closed. */
        synchronized void abandon() throws SQLException {
            abandoned = true;
            if (connection != null) {
                connection.close();
            }
        }

        Connection result() throws SQLException {
            Connection taken = connection;
            if (taken != null) {
                return taken;
            }
            throw failure instanceof SQLException known
                    ? known
                    : new SQLException("no connection for the test", failure);
        }
    }

    @Override
    public void takeBack() {
        if (!database.currentTransaction().equals(transactionBefore)) {
            database.transactions().rollBackLeftOpen();
        }
        long end = System.nanoTime() + LONGEST_RECLAIM_NANOS;
        while (reclaim() && System.nanoTime() < end) {
            LockSupport.parkNanos(this, PAUSE_NANOS);
        }
    }

    /** {@return whether there still are any} */
    private boolean reclaim() {
        List<HeldLease> left = database.leases().stream()
                .filter(lease -> !lease.housekeeping() && !leasesBefore.containsKey(lease.origin()))
                .toList();
        left.forEach(database::reclaim);
        return !left.isEmpty();
    }
}
