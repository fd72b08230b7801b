package dev.cormorant.core.internal.watch;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.execution.Executions;
import dev.cormorant.core.internal.OneWorker;
import dev.cormorant.core.lease.LeaseTotals;
import dev.cormorant.core.lease.Leases;
import dev.cormorant.core.monitor.AlertKind;
import dev.cormorant.core.monitor.Health;
import dev.cormorant.core.monitor.HealthState;
import dev.cormorant.core.monitor.MemoryStats;
import dev.cormorant.core.monitor.Monitor;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a database once a second, called by the thread of its watch: counters there and then; whatever may take time (a ping,
 * a connect, the files that tell of memory) in a thread that is there only meanwhile.
 */
public final class Lookout implements AutoCloseable {

    /** From how many slow statements on within {@link #SLOW_WINDOW} an alert is raised. */
    static final int MANY_SLOW = 10;

    static final Duration PERIOD = Duration.ofSeconds(1);
    static final Duration HEALTH_LIMIT = Duration.ofSeconds(2);
    static final Duration SLOW_WINDOW = Duration.ofMinutes(1);
    /** By how much memory must have gone down for the pressure to be over. */
    private static final int RELIEVED_PERCENT = 5;

    private static final int FULL_PERCENT = 90;
    private static final int FULL_LOOKS = 3;
    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);

    private final String database;
    private final Leases leases;
    private final Monitor monitor;
    private final HealthCheck health;
    private final MemoryRelief relief;
    private final OneWorker worker;
    private final long memoryNanos;
    private final int memoryPercent;
    private final Reconnects reconnects = new Reconnects();
    private final AtomicBoolean readsMemory = new AtomicBoolean();
    private final AtomicReference<@Nullable Postponed> postponed = new AtomicReference<>();
    private long memoryReadAt = System.nanoTime();
    private long lookedAt = System.nanoTime();
    private int fullLooks;
    private long slowBefore;
    private long slowSince = System.nanoTime();
    private long expiredBefore;

    /** A task that waits for something. */
    private record Postponed(BooleanSupplier due, Runnable task) {}

    /**
     * Starts no thread.
     *
     * @param database the label of the database
     * @param config its settings
     * @param driver what memory it can give up
     * @param leases its connections
     * @param executions its statements, and where they are counted
     */
    public Lookout(String database, DatabaseConfig config, Driver driver, Leases leases, Executions executions) {
        this.database = database;
        this.leases = leases;
        this.monitor = executions.monitor();
        this.worker = new OneWorker("cormorant-" + config.name() + "-monitor");
        this.health = new HealthCheck(database, leases, executions, worker);
        this.relief = new MemoryRelief(driver, leases, config.pool());
        this.memoryNanos = config.monitor().memoryCheck().toNanos();
        this.memoryPercent = config.monitor().memoryPressure();
    }

    /** {@return whether the database answers, after 2 s at most} */
    public Health health() {
        return health.check(HEALTH_LIMIT);
    }

    /**
     * Has something done as soon as it can be: at the first look that finds it due, in a thread that is there only meanwhile; not at
     * all if this is closed before. There is one such task.
     *
     * @param due whether it can be done now; asked at each look, takes no time, throws nothing
     * @param task what to do; throws nothing
     */
    public void once(BooleanSupplier due, Runnable task) {
        postponed.set(new Postponed(due, task));
    }

    /** Looks at what changes, if a second has passed; takes no time. Called by one thread. */
    public void look() {
        if (!monitor.isEnabled()) {
            return;
        }
        long now = System.nanoTime();
        if (now - lookedAt < PERIOD.toNanos()) {
            return;
        }
        lookedAt = now;
        Postponed waiting = postponed.get();
        if (waiting != null && waiting.due().getAsBoolean() && worker.tryRun(waiting.task())) {
            postponed.set(null);
        }
        LeaseTotals totals = leases.totals();
        lookAtPool(totals);
        lookAtSlowStatements(now);
        lookAtHealth(now);
        if (memoryNanos > 0 && now - memoryReadAt >= memoryNanos && readsMemory.compareAndSet(false, true)) {
            memoryReadAt = now;
            if (!worker.tryRun(this::lookAtMemory)) {
                readsMemory.set(false);
            }
        }
    }

    private void lookAtPool(LeaseTotals totals) {
        int capacity = leases.capacity();
        boolean full = totals.active() * 100 >= capacity * FULL_PERCENT;
        fullLooks = full ? fullLooks + 1 : 0;
        monitor.episode(
                AlertKind.POOL_USAGE,
                fullLooks >= FULL_LOOKS,
                () -> totals.active() + " of " + capacity + " connections have been in use for 3 s (from "
                        + FULL_PERCENT + " % on)");
        monitor.episode(
                AlertKind.WAITERS,
                totals.waiting() >= capacity,
                () -> totals.waiting() + " callers wait for one of " + capacity + " connections");
        long expired = totals.expired();
        if (expired > expiredBefore) {
            monitor.events().closed("expired", expired - expiredBefore);
        }
        expiredBefore = expired;
    }

    private void lookAtSlowStatements(long now) {
        long count = monitor.slowCount() - slowBefore;
        if (count >= MANY_SLOW) {
            monitor.episode(
                    AlertKind.SLOW_QUERIES,
                    true,
                    () -> count + " statements were slow within a minute (from " + MANY_SLOW + " on)");
        }
        if (now - slowSince >= SLOW_WINDOW.toNanos()) {
            if (count < MANY_SLOW) {
                monitor.episode(AlertKind.SLOW_QUERIES, false, () -> "");
            }
            slowBefore += count;
            slowSince = now;
        }
    }

    private void lookAtHealth(long now) {
        boolean progress = health.noteProgress();
        boolean suspected = monitor.takeSuspicion();
        if (monitor.health().state() != HealthState.DISCONNECTED) {
            reconnects.reset();
            if (suspected) {
                health.begin();
            }
        } else if (reconnects.isDue(now) || progress) {
            LOG.debug("{} is disconnected: looking again", database);
            health.begin();
        }
    }

    private void lookAtMemory() {
        try {
            MemoryStats memory = monitor.memory();
            int percent = memory.percentOfLimit().orElse(0);
            boolean before = monitor.isOn(AlertKind.MEMORY_PRESSURE);
            boolean pressed = percent >= (before ? memoryPercent - RELIEVED_PERCENT : memoryPercent);
            if (pressed && !before) {
                monitor.relieved();
                MemoryRelief.Relief done = relief.run();
                monitor.episode(
                        AlertKind.MEMORY_PRESSURE,
                        true,
                        () -> "the process holds " + percent + " % of its limit of memory (from " + memoryPercent
                                + " % on); idle connections closed: " + done.closed() + ", shrunk: " + done.shrunk());
            } else {
                monitor.episode(AlertKind.MEMORY_PRESSURE, pressed, () -> "");
            }
        } catch (RuntimeException failed) {
            LOG.warn("the memory of the process could not be looked at for {}", database, failed);
        } finally {
            readsMemory.set(false);
        }
    }

    /** Ends what it does, and its thread. A second call does nothing. */
    @Override
    public void close() {
        worker.close();
    }
}
