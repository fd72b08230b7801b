package dev.cormorant.core.leak;

import dev.cormorant.core.config.LeakPolicy;
import dev.cormorant.core.config.MonitorConfig;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.PoolLayout;
import dev.cormorant.core.execution.ExecutionWatch;
import dev.cormorant.core.execution.Executions;
import dev.cormorant.core.lease.HeldLease;
import dev.cormorant.core.lease.HeldLeases;
import dev.cormorant.core.lease.Lease;
import dev.cormorant.core.service.Registration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the leaks of one database, in the thread of its watch: dropped leases within one round of the watch after the garbage
 * collector found them, those that are past a limit at each {@code leak.check}. What takes time (to tell the server, to close) is
 * done by the threads of the watch that talk to the server.
 */
public final class LeakDetector implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeakDetector.class);
    private static final long FINISH_AGAIN_NANOS = Duration.ofMillis(250).toNanos();

    private final String database;
    private final boolean closesStatements;
    private final boolean enabled;
    private final long checkNanos;
    private final LeakPolicy policy;
    private final LeakLimits limits;
    private final HeldLeases leases;
    private final Executions executions;
    private final ExecutionWatch watch;
    private final LeakHistory history;
    private final LeakCallbacks callbacks;
    private volatile boolean closed;
    private long checkedAt = System.nanoTime();
    private long finishedAt = checkedAt;

    /**
     * Starts looking, if the settings say so.
     *
     * @param database the label of the database
     * @param driver how its connections are divided
     * @param config what is looked for and kept
     * @param leases the leases that are held
     * @param executions what runs on them
     * @param watch who looks
     */
    public LeakDetector(
            String database,
            Driver driver,
            MonitorConfig config,
            HeldLeases leases,
            Executions executions,
            ExecutionWatch watch) {
        this.database = database;
        this.closesStatements = driver.layout() == PoolLayout.SINGLE_CONNECTION;
        this.enabled = config.enabled();
        this.checkNanos = config.leaks().check().toNanos();
        this.policy = config.leaks().policy();
        this.limits = new LeakLimits(config.leaks());
        this.leases = leases;
        this.executions = executions;
        this.watch = watch;
        this.history = new LeakHistory(config.leaksKept(), config.keptFor(), Clock.systemUTC());
        this.callbacks =
                new LeakCallbacks("cormorant-" + database.replace("\"", "").replace(' ', '-') + "-leaks");
        if (enabled) {
            leases.startWatching(config.leaks().stackTraces());
            watch.alsoLook(this::look);
        }
    }

    private void look() {
        if (closed) {
            return;
        }
        long now = System.nanoTime();
        leases.observe(now);
        for (Lease dropped : leases.pollDropped()) {
            leaked(dropped, now);
        }
        if (checkNanos > 0 && now - checkedAt >= checkNanos) {
            checkedAt = now;
            leases.forEach(lease -> check(lease, now));
        }
        if (now - finishedAt >= FINISH_AGAIN_NANOS) {
            finishedAt = now;
            leases.forEach(this::finishIfTaken);
        }
    }

    /** A holder may have taken two connections; one report is enough, and both are taken back. */
    private void leaked(Lease lease, long now) {
        boolean speaks = !lease.isOutgrown();
        if (!lease.takeBack()) {
            return;
        }
        if (speaks) {
            leases.countLeaked();
            report(lease, LeakReason.UNREACHABLE, true, now);
        }
        finish(lease);
    }

    private void check(Lease lease, long now) {
        if (lease.isOutgrown() || lease.isTakenBack()) {
            return;
        }
        Optional<LeakReason> reason = limits.passedBy(lease, now);
        boolean isNew = reason.isPresent() && !lease.isSuspected();
        lease.suspect(reason.isPresent());
        if (isNew) {
            leases.countSuspected();
            boolean taken = policy == LeakPolicy.RECLAIM && takeBack(lease);
            report(lease, reason.get(), taken, now);
        }
    }

    private boolean takeBack(Lease suspected) {
        boolean taken = suspected.takeBack();
        if (taken) {
            for (Lease other : leases.together(suspected)) {
                other.takeBack();
                executions.reclaim(other.driverConnection());
                finish(other);
            }
        }
        return taken;
    }

    /**
     * Takes a connection back from its holder, whether it is past a limit or not.
     *
     * @param id the number of its lease
     * @return false if it was given or taken back already; its connection follows soon, as with any leak
     */
    public boolean reclaim(long id) {
        Lease[] found = new Lease[1];
        leases.forEach(lease -> {
            if (lease.snapshot().id() == id) {
                found[0] = lease;
            }
        });
        return found[0] != null && takeBack(found[0]);
    }

    /** What could not be finished yet, because a call of the driver still runs, is tried again. */
    private void finishIfTaken(Lease lease) {
        if (lease.isUnfinished()) {
            executions.reclaim(lease.driverConnection());
            finish(lease);
        }
    }

    private void finish(Lease lease) {
        boolean handed = watch.runSoon(() -> finishNow(lease));
        if (!handed) {
            LOG.debug("a leaked connection of {} is taken at a later round: too much is waiting", database);
        }
    }

    private void finishNow(Lease lease) {
        boolean finished = lease.finish(() -> executions.abandon(lease.driverConnection(), closesStatements));
        if (!finished && lease.isUnfinished()) {
            LOG.debug("a leaked connection of {} is taken when the call that runs on it has returned", database);
        }
    }

    private void report(Lease lease, LeakReason reason, boolean takenBack, long now) {
        HeldLease held = lease.snapshot();
        Duration inside = min(lease.insideDatabase(), held.held());
        Instant found = Instant.now();
        LeakReport report = new LeakReport(
                reason,
                held.origin(),
                held.label(),
                held.thread(),
                held.access(),
                found.minus(held.held()),
                found,
                inside,
                held.held().minus(inside),
                lease.idle(now),
                held.uses(),
                held.lastSql(),
                takenBack,
                lease.place());
        LOG.warn("{}: {}", database, report);
        history.add(report);
        callbacks.tell(report);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** {@return the reports that are kept, newest first} */
    public List<LeakReport> reports() {
        return history.list();
    }

    /**
     * Has a callback told of every leak from now on, in a thread of its own.
     *
     * @param callback what to tell; if it throws, that is logged
     * @return closed to end it
     * @throws IllegalStateException if {@value LeakCallbacks#MOST} are registered
     */
    public Registration onLeak(Consumer<? super LeakReport> callback) {
        return callbacks.add(callback);
    }

    /** Stops looking, and ends the thread of the callbacks. */
    @Override
    public void close() {
        closed = true;
        callbacks.close();
    }
}
