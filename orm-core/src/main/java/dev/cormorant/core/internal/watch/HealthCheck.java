package dev.cormorant.core.internal.watch;

import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.AcquireInterruptedException;
import dev.cormorant.core.error.ConnectionUnavailableException;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.PoolExhaustedException;
import dev.cormorant.core.error.ShuttingDownException;
import dev.cormorant.core.error.TooManyWaitersException;
import dev.cormorant.core.execution.Executions;
import dev.cormorant.core.internal.OneWorker;
import dev.cormorant.core.lease.Lease;
import dev.cormorant.core.lease.LeaseRequest;
import dev.cormorant.core.lease.Leases;
import dev.cormorant.core.monitor.AlertKind;
import dev.cormorant.core.monitor.Health;
import dev.cormorant.core.monitor.HealthState;
import dev.cormorant.core.monitor.Monitor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a database answers. At most one look at a time goes on, in a thread that ends with it: whoever asks meanwhile
 * waits for the same answer, and nobody longer than his own limit.
 */
final class HealthCheck {

    /** From when on an answer to a ping counts as slow. */
    static final Duration SLOW = Duration.ofMillis(500);

    /** How long all connections may be in use without any statement coming to an end. */
    static final Duration STUCK = Duration.ofSeconds(5);

    private static final int PING_SECONDS = 1;
    private static final Duration PLACE = Duration.ofMillis(100);

    private final String database;
    private final Leases leases;
    private final Executions executions;
    private final Monitor monitor;
    private final OneWorker worker;
    private final AtomicReference<@Nullable CompletableFuture<Health>> current = new AtomicReference<>();
    private volatile long ended;
    private volatile long endedAt = System.nanoTime();

    HealthCheck(String database, Leases leases, Executions executions, OneWorker worker) {
        this.database = database;
        this.leases = leases;
        this.executions = executions;
        this.monitor = executions.monitor();
        this.worker = worker;
    }

    /** Notes whether statements have come to an end since the last call; returns whether they have. */
    boolean noteProgress() {
        Executions.Totals totals = executions.totals();
        long now = totals.started() - totals.running() - totals.failed();
        if (now == ended) {
            return false;
        }
        ended = now;
        endedAt = System.nanoTime();
        return true;
    }

    /** Begins a look and does not wait for it. */
    @SuppressWarnings("FutureReturnValueIgnored") // The look itself notes what it finds.
    void begin() {
        running();
    }

    Health check(Duration limit) {
        long startedAt = System.nanoTime();
        try {
            return running().get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException silent) {
            Health none =
                    Health.now(HealthState.DISCONNECTED, "no answer within " + limit.toMillis() + " ms", startedAt);
            monitor.note(none);
            return none;
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the health of " + database + " could not be looked at", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AcquireInterruptedException(
                    FailedOperation.of("check the health", database)
                            .message("the thread was interrupted; its flag is set"),
                    interrupted);
        }
    }

    private CompletableFuture<Health> running() {
        CompletableFuture<Health> mine = new CompletableFuture<>();
        CompletableFuture<Health> other = current.compareAndExchange(null, mine);
        if (other != null) {
            return other;
        }
        if (!worker.tryRun(() -> complete(mine))) {
            current.set(null);
            mine.complete(Health.now(HealthState.DISCONNECTED, "the database is closed", System.nanoTime()));
        }
        return mine;
    }

    private void complete(CompletableFuture<Health> asked) {
        try {
            Health found = look();
            monitor.note(found);
            current.set(null);
            asked.complete(found);
        } catch (RuntimeException | Error failed) {
            current.set(null);
            asked.completeExceptionally(failed);
        }
    }

    private Health look() {
        long startedAt = System.nanoTime();
        noteProgress();
        if (leases.free(Access.READ) <= 0) {
            return allInUse(startedAt);
        }
        // Not strict: this thread holds nothing. A place that is gone meanwhile is not waited for.
        try (Lease lease = leases.acquire(LeaseRequest.housekeeping(Access.READ, "health", PLACE))) {
            return ping(lease, startedAt);
        } catch (PoolExhaustedException | TooManyWaitersException taken) {
            return allInUse(startedAt);
        } catch (ShuttingDownException closing) {
            return Health.now(HealthState.DISCONNECTED, "the database is closed", startedAt);
        } catch (ConnectionUnavailableException none) {
            return Health.now(HealthState.DISCONNECTED, FailedOperation.shortened(none.getMessage()), startedAt);
        }
    }

    private Health ping(Lease lease, long startedAt) {
        long pingedAt = System.nanoTime();
        if (!answers(lease)) {
            lease.poison();
            return Health.now(HealthState.DISCONNECTED, "a ping was not answered within a second", startedAt);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - pingedAt);
        if (took.compareTo(SLOW) > 0) {
            return Health.now(HealthState.DEGRADED, "a ping was answered after " + took.toMillis() + " ms", startedAt);
        }
        return monitor.isOn(AlertKind.MEMORY_PRESSURE)
                ? Health.now(HealthState.DEGRADED, "memory is short", startedAt)
                : Health.now(HealthState.CONNECTED, "answered a ping", startedAt);
    }

    private static boolean answers(Lease lease) {
        try {
            return lease.driverConnection().isValid(PING_SECONDS);
        } catch (SQLException broken) {
            // A driver that cannot even ask has no connection.
            return false;
        }
    }

    /** The last connection stays with the work; what the work achieves is the answer. */
    private Health allInUse(long startedAt) {
        int waiting = leases.totals().waiting();
        Duration still = Duration.ofNanos(System.nanoTime() - endedAt);
        if (still.compareTo(STUCK) > 0) {
            return Health.now(
                    HealthState.DEGRADED,
                    "all connections are in use and no statement has ended for " + still.toSeconds() + " s",
                    startedAt);
        }
        return waiting > 0
                ? Health.now(
                        HealthState.DEGRADED,
                        "all connections are in use and " + waiting + " callers wait for one",
                        startedAt)
                : Health.now(HealthState.CONNECTED, "all connections are in use and statements end", startedAt);
    }
}
