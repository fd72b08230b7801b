package dev.cormorant.core.monitor;

import dev.cormorant.core.config.MonitorConfig;
import dev.cormorant.core.service.Registration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The monitoring of one database. An application reads it through {@code Database.stats()} and adds callbacks and figures here;
 * the other methods are for the core. Safe for all threads. With {@code monitor.enabled} off it holds nothing, and every call of
 * the core returns at once.
 */
public final class Monitor implements AutoCloseable {

    private final MonitorConfig config;
    private final SqlShape shapes;
    private final Events events;
    private final StatementObservers observers = new StatementObservers();
    private final MemoryFigures memory = new MemoryFigures();
    private final Object noting = new Object();
    private final @Nullable LatencyHistogram latency;
    private final @Nullable Profile profile;
    private final @Nullable SlowLog slowLog;
    private final @Nullable Alerts alerts;
    private volatile Health health = Health.now(HealthState.CONNECTED, "opened", System.nanoTime());
    private volatile boolean suspected;

    /**
     * Starts monitoring; starts no thread.
     *
     * @param database the label of the database
     * @param threads what threads are called after
     * @param config what is kept, and how much of it
     * @param mysqlLiterals whether literals in SQL may stand in double quotes with a backslash that escapes
     */
    public Monitor(String database, String threads, MonitorConfig config, boolean mysqlLiterals) {
        this.config = config;
        this.shapes = new SqlShape(mysqlLiterals);
        boolean on = config.enabled();
        this.events = on ? Events.find(database) : Events.OFF;
        this.latency = on ? new LatencyHistogram() : null;
        this.profile = on && config.shapes() > 0 ? new Profile(config.shapes(), shapes) : null;
        this.slowLog = on ? new SlowLog(config) : null;
        this.alerts = on ? new Alerts(database, threads, config, events) : null;
    }

    /** {@return whether anything is watched} */
    public boolean isEnabled() {
        return latency != null;
    }

    /**
     * Has somebody told of every alert from now on. Callbacks run one after the other in a thread of their own; one that throws
     * is logged and does not stop the others. One that blocks makes later alerts wait, and from 16 on they are only kept.
     *
     * @param callback who is told
     * @return closed by the caller, or with the database
     * @throws IllegalStateException if there are 16 callbacks already
     */
    public Registration onAlert(Consumer<? super Alert> callback) {
        return alerts == null ? () -> {} : alerts.add(callback);
    }

    /**
     * Has somebody told of every statement from now on, in the thread that runs it; also with {@code monitor.enabled} off.
     *
     * @param observer who is told; returns at once
     * @return closed to end it
     * @throws IllegalStateException if there are 16 observers already
     */
    public Registration onStatement(StatementObserver observer) {
        return observers.add(observer);
    }

    /**
     * Tells the observers of a statement; called at the begin of each.
     *
     * @param sql its text
     */
    public void began(String sql) {
        observers.tell(sql);
    }

    /**
     * Adds a figure of another resource of the application to {@link MemoryStats#registered}.
     *
     * @param name what it is called
     * @param bytes how much memory it holds now, in bytes; asked whenever a snapshot is taken, by any thread, so it must be quick
     * @return closed by the caller, or with the database
     * @throws IllegalStateException if there is one of this name, or there are 64 already
     */
    public Registration registerMemory(String name, LongSupplier bytes) {
        return isEnabled() ? memory.register(name, bytes) : () -> {};
    }

    /**
     * Measures the memory of the process in another way from now on: where the system does not tell what is resident, say.
     *
     * @param reader how
     */
    public void readMemoryWith(MemoryReader reader) {
        memory.readWith(reader);
    }

    /** {@return whether bind values are to be kept for the log of slow statements} */
    public boolean keepsBindValues() {
        return isEnabled() && config.bindValues();
    }

    /** {@return the way to the Flight Recorder} */
    public Events events() {
        return events;
    }

    /**
     * A statement as monitoring shows it.
     *
     * @param sql its text
     * @return its shape, which holds no literal
     */
    public String shapeOf(String sql) {
        return profile == null ? shapes.of(sql) : profile.shapeOf(sql).sql;
    }

    /**
     * Counts a statement; called at the end of each.
     *
     * @param sql its text
     * @param nanos how long it took
     * @param rows how many rows it had so far; negative if that is not known yet
     * @param failed whether it failed
     * @return where rows are counted that are read later
     */
    public RowCounter ended(String sql, long nanos, long rows, boolean failed) {
        if (latency == null) {
            return RowCounter.NONE;
        }
        latency.record(nanos);
        if (profile == null) {
            return RowCounter.NONE;
        }
        Shape shape = profile.shapeOf(sql);
        shape.record(nanos, failed);
        shape.add(rows);
        return shape;
    }

    /**
     * Keeps a statement that was slow.
     *
     * @param query what is known of it
     * @param later where its rows are counted otherwise
     * @return where rows are counted that are read later
     */
    public RowCounter slow(SlowQuery query, RowCounter later) {
        return slowLog == null ? later : slowLog.add(query, later);
    }

    /** {@return how many statements were slow so far} */
    public long slowCount() {
        return slowLog == null ? 0 : slowLog.count();
    }

    /**
     * Raises an alert about something that happens at a moment.
     *
     * @param kind what it is about
     * @param message what was seen; holds no value and no secret
     */
    public void raise(AlertKind kind, String message) {
        if (alerts != null) {
            alerts.raise(kind, message);
        }
    }

    /**
     * Says whether something that lasts is going on: an alert is raised when it begins.
     *
     * @param kind what it is about
     * @param on whether it is going on now
     * @param message what was seen; asked for at the begin only
     */
    public void episode(AlertKind kind, boolean on, Supplier<String> message) {
        if (alerts != null) {
            alerts.episode(kind, on, message);
        }
    }

    /**
     * Whether something that lasts is going on.
     *
     * @param kind what it is about
     * @return as was said last
     */
    public boolean isOn(AlertKind kind) {
        return alerts != null && alerts.isOn(kind);
    }

    /** Says that the database may be gone: a connect failed, or a connection was lost. */
    public void suspect() {
        suspected = true;
    }

    /** {@return whether the database may be gone; asking resets it} */
    public boolean takeSuspicion() {
        boolean was = suspected;
        suspected = false;
        return was;
    }

    /** {@return what the last look at the database has found} */
    public Health health() {
        return health;
    }

    /**
     * Notes what a look at the database has found; a change of its state is an alert.
     *
     * @param found the finding
     */
    public void note(Health found) {
        Health before;
        synchronized (noting) {
            before = health;
            health = found;
        }
        if (before.state() != found.state()) {
            raise(AlertKind.HEALTH, "from " + before.state() + " to " + found.state() + ": " + found.reason());
        }
    }

    /** {@return the memory of the process now} */
    public MemoryStats memory() {
        return memory.snapshot(0, 0);
    }

    /** Counts that memory was given up. */
    public void relieved() {
        memory.relieved();
    }

    /**
     * What is known at this moment.
     *
     * @param connections how many connections are open
     * @return a snapshot
     */
    public MonitorStats stats(int connections) {
        List<ShapeStats> top = profile == null ? List.of() : profile.snapshot();
        List<SlowQuery> slow = slowLog == null ? List.of() : slowLog.queries();
        List<Alert> newest = alerts == null ? List.of() : alerts.newest();
        return new MonitorStats(
                isEnabled(),
                health(),
                latency == null ? Latency.NONE : latency.snapshot(),
                top,
                slowCount(),
                slow,
                alerts == null ? 0 : alerts.raised(),
                newest,
                memory.snapshot(connections, top.size() + slow.size() + newest.size()));
    }

    /** Forgets callbacks and figures, and ends the thread of the callbacks if there is one. A second call does nothing. */
    @Override
    public void close() {
        memory.clear();
        if (alerts != null) {
            alerts.close();
        }
    }
}
