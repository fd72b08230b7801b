package dev.cormorant.core;

import dev.cormorant.core.monitor.DatabaseMXBean;
import dev.cormorant.core.monitor.MemorySample;
import dev.cormorant.core.monitor.ShapeStats;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanRegistrationException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open database in JMX, from its registration to its close. */
final class DatabaseBean implements DatabaseMXBean, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseBean.class);
    private static final int MOST_INSTANCES = 10_000;
    private static final int MOST_STATEMENTS = 20;

    private final Database database;
    private @Nullable ObjectName name;

    DatabaseBean(Database database) {
        this.database = database;
    }

    /** Monitoring that cannot be shown is no reason not to work. */
    void register() {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        String plain = "dev.cormorant:type=Database,name=" + database.config().name();
        try {
            for (int instance = 1; instance <= MOST_INSTANCES && name == null; instance++) {
                tryRegister(server, new ObjectName(instance == 1 ? plain : plain + ",instance=" + instance));
            }
        } catch (JMException | SecurityException refused) {
            LOG.warn("{} is not shown in JMX", database.label(), refused);
        }
    }

    private void tryRegister(MBeanServer server, ObjectName wanted) throws JMException {
        try {
            server.registerMBean(this, wanted);
            name = wanted;
        } catch (InstanceAlreadyExistsException taken) {
            LOG.debug("there is a {} already", wanted);
        }
    }

    @Override
    public void close() {
        ObjectName registered = name;
        name = null;
        if (registered == null) {
            return;
        }
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(registered);
        } catch (InstanceNotFoundException gone) {
            LOG.debug("somebody else has taken {} out of JMX", registered);
        } catch (MBeanRegistrationException failed) {
            LOG.warn("{} could not be taken out of JMX", registered, failed);
        }
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
