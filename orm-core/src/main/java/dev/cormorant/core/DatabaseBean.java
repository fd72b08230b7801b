package dev.cormorant.core;

import dev.cormorant.core.monitor.DatabaseMXBean;
import dev.cormorant.core.monitor.MemorySample;
import dev.cormorant.core.monitor.ShapeStats;
import java.time.Duration;

/** An open database as JMX shows it. */
final class DatabaseBean implements DatabaseMXBean {

    private static final int MOST_STATEMENTS = 20;

    private final Database database;

    DatabaseBean(Database database) {
        this.database = database;
    }

    private static long micros(Duration time) {
        return time.toNanos() / 1_000;
    }

    @Override
    public String getLabel() {
        return database.label();
    }

    @Override
    public String getState() {
        return database.monitor().health().state().name();
    }

    @Override
    public String getStateReason() {
        return database.monitor().health().reason();
    }

    @Override
    public int getConnectionsTotal() {
        return database.stats().connections().total();
    }

    @Override
    public int getConnectionsActive() {
        return database.stats().connections().active();
    }

    @Override
    public int getConnectionsIdle() {
        return database.stats().connections().idle();
    }

    @Override
    public int getConnectionsWaiting() {
        return database.stats().connections().waiting();
    }

    @Override
    public long getConnectionsOpened() {
        return database.stats().connections().opened();
    }

    @Override
    public long getConnectionsEvicted() {
        return database.stats().connections().evicted();
    }

    @Override
    public long getConnectionsExpired() {
        return database.stats().connections().expired();
    }

    @Override
    public long getLeasesTaken() {
        return database.stats().connections().taken();
    }

    @Override
    public long getStatementsStarted() {
        return database.stats().executions().started();
    }

    @Override
    public long getStatementsFailed() {
        return database.stats().executions().failed();
    }

    @Override
    public long getStatementsStopped() {
        return database.stats().executions().stopped();
    }

    @Override
    public int getStatementsRunning() {
        return database.stats().executions().running();
    }

    @Override
    public int getCursorsOpen() {
        return database.stats().cursors().open();
    }

    @Override
    public int getTransactionsRunning() {
        return database.stats().transactions().running();
    }

    @Override
    public long getTransactionsCommitted() {
        return database.stats().transactions().committed();
    }

    @Override
    public long getTransactionsRolledBack() {
        return database.stats().transactions().rolledBack();
    }

    @Override
    public long getLatencyP50() {
        return micros(database.stats().monitor().latency().p50());
    }

    @Override
    public long getLatencyP95() {
        return micros(database.stats().monitor().latency().p95());
    }

    @Override
    public long getLatencyP99() {
        return micros(database.stats().monitor().latency().p99());
    }

    @Override
    public long getLatencyMax() {
        return micros(database.stats().monitor().latency().max());
    }

    @Override
    public long getSlowStatements() {
        return database.monitor().slowCount();
    }

    @Override
    public String[] getTopStatements() {
        return database.stats().monitor().shapes().stream()
                .limit(MOST_STATEMENTS)
                .map(DatabaseBean::line)
                .toArray(String[]::new);
    }

    private static String line(ShapeStats shape) {
        return shape.calls() + " calls, " + micros(shape.total()) + " µs, at most " + micros(shape.max()) + " µs, "
                + shape.rows() + " rows, " + shape.errors() + " errors: " + shape.sql();
    }

    @Override
    public long getAlertsRaised() {
        return database.stats().monitor().alerted();
    }

    @Override
    public String[] getNewestAlerts() {
        return database.stats().monitor().alerts().stream()
                .map(alert -> alert.at() + " " + alert.kind() + ": " + alert.message())
                .toArray(String[]::new);
    }

    @Override
    public long getMemoryResident() {
        return memory().resident().orElse(-1);
    }

    @Override
    public long getMemoryLimit() {
        return memory().limit().orElse(-1);
    }

    private MemorySample memory() {
        return database.monitor().memory().process();
    }
}
