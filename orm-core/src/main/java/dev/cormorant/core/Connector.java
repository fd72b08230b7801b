package dev.cormorant.core;

import dev.cormorant.core.budget.BudgetShare;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.Drivers;
import dev.cormorant.core.driver.ServerFacts;
import dev.cormorant.core.error.ServerUnreachableException;
import dev.cormorant.core.execution.ExecutionIds;
import dev.cormorant.core.execution.ExecutionWatch;
import dev.cormorant.core.execution.Executions;
import dev.cormorant.core.internal.connect.FirstConnection;
import dev.cormorant.core.internal.connect.FirstShare;
import dev.cormorant.core.internal.connect.Steps;
import dev.cormorant.core.internal.jdbc.ChokePoint;
import dev.cormorant.core.internal.watch.Lookout;
import dev.cormorant.core.leak.LeakDetector;
import dev.cormorant.core.lease.Leases;
import dev.cormorant.core.lease.PhysicalConnections;
import dev.cormorant.core.monitor.DatabaseMXBean;
import dev.cormorant.core.monitor.Monitor;
import dev.cormorant.core.service.ServiceRegistry;
import dev.cormorant.core.transaction.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens a database step by step; what an earlier step made is taken back when a later one fails. */
final class Connector {

    private final DatabaseConfig config;
    private final ExecutionIds ids;
    private final @Nullable SharedMeans shared;
    private final Steps steps;

    Connector(DatabaseConfig config, ExecutionIds ids) {
        this(config, ids, null);
    }

    Connector(DatabaseConfig config, ExecutionIds ids, @Nullable SharedMeans shared) {
        this.config = config;
        this.ids = ids;
        this.shared = shared;
        this.steps = new Steps("\"" + config.name() + "\" (" + config.url().redacted() + ")");
    }

    Database connect(Supplier<Drivers> drivers) {
        return connect(drivers, opened -> {});
    }

    /** What {@code onOpen} throws takes back the steps before it too. */
    Database connect(Supplier<Drivers> drivers, Consumer<? super Database> onOpen) {
        try {
            Database database = build(drivers);
            steps.onFailure(() -> database.close(Duration.ZERO, config.close().grace()));
            return steps.run("prepare", () -> {
                onOpen.accept(database);
                return database;
            });
        } catch (RuntimeException failure) {
            throw steps.undo(failure);
        } catch (Error failure) {
            throw steps.undo(failure);
        }
    }

    private Database build(Supplier<Drivers> drivers) {
        Driver driver = steps.run("load driver", () -> drivers.get()
                        .forScheme(config.url().scheme()))
                .bind(config);
        steps.onFailure(driver);
        Monitor monitor =
                new Monitor(label(driver), "cormorant-" + config.name(), config.monitor(), driver.hasMySqlLiterals());
        steps.onFailure(monitor);
        FirstConnection opening = new FirstConnection(driver, config.pool(), steps::operation);
        if (shared == null) {
            return build(driver, monitor, null, steps.run("first connection", opening::open));
        }
        BudgetShare share = shared.share(config, driver, Access.WRITE);
        try (FirstShare room = steps.run(
                "room in the budget",
                () -> FirstShare.enter(share, config.pool().acquireTimeout(), steps::operation))) {
            return build(driver, monitor, share, steps.run("first connection", () -> room.open(opening::open)));
        }
    }

    private PhysicalConnections connections(
            Driver driver, Monitor monitor, Access access, @Nullable BudgetShare share) {
        PhysicalConnections made =
                new PhysicalConnections(driver, access, config.pool().connectTimeout(), monitor);
        if (share != null) {
            made.countedBy(share);
        }
        return made;
    }

    private Database build(Driver driver, Monitor monitor, @Nullable BudgetShare share, Connection first) {
        PhysicalConnections writing = connections(driver, monitor, Access.WRITE, share);
        writing.offer(first);
        steps.onFailure(writing);
        ServerFacts facts = named(driver, () -> {
            steps.run("ping", () -> ping(first));
            return steps.run("server facts", () -> driver.facts(first));
        });
        int isolation = named(driver, first::getTransactionIsolation);
        writing.isolation(isolation);
        PhysicalConnections reading = connections(
                driver, monitor, Access.READ, shared == null ? null : shared.share(config, driver, Access.READ));
        reading.isolation(isolation);
        return shown(assemble(driver, facts, writing, reading, monitor));
    }

    private boolean ping(Connection first) throws SQLException {
        int seconds = (int) Math.max(1, config.pool().connectTimeout().toSeconds());
        if (!first.isValid(seconds)) {
            throw new ServerUnreachableException(
                    steps.operation().message("the server does not answer a ping within " + seconds + " s"), null);
        }
        return true;
    }

    private <T> T named(Driver driver, Steps.Action<T, SQLException> action) {
        try {
            return action.run();
        } catch (SQLException failed) {
            throw driver.translate(failed, steps.operation());
        }
    }

    private String label(Driver driver) {
        return driver.name() + " \"" + config.name() + "\"";
    }

    /** At once where the JVM's MBean server runs; otherwise a second later, so that nobody waits for its start. */
    private Database shown(Database database) {
        if (config.monitor().enabled()) {
            DatabaseBean bean = new DatabaseBean(database);
            JmxEntry entry = new JmxEntry(database.label(), "dev.cormorant:type=Database,name=" + config.name(), bean);
            steps.onFailure(entry);
            steps.run("attach monitors", () -> {
                if (JmxEntry.hasServer()) {
                    entry.register();
                } else {
                    database.services().find(Lookout.class).orElseThrow().once(JmxEntry::hasServer, entry::register);
                }
                return database.services().register(DatabaseMXBean.class, bean, shown -> entry.close());
            });
        }
        return database;
    }

    private Database assemble(
            Driver driver,
            ServerFacts facts,
            PhysicalConnections writing,
            PhysicalConnections reading,
            Monitor monitor) {
        String label = label(driver);
        Leases leases = steps.run(
                "create pool", () -> new Leases(config.name(), driver, config.pool(), writing, reading, monitor));
        steps.onFailure(leases);
        Executions executions =
                new Executions(label, driver, ids, config.statements().slowQuery(), monitor);
        Lookout lookout = new Lookout(label, config, driver, leases, executions);
        steps.onFailure(lookout);
        ExecutionWatch watch = steps.run("start watch", () -> watch(executions, leases, lookout));
        steps.onFailure(watch);
        ServiceRegistry services = shared == null
                ? ServiceRegistry.create(label)
                : shared.services().nested(label);
        steps.onFailure(services);
        LeakDetector leaks = new LeakDetector(label, driver, config.monitor(), leases.inUse(), executions, watch);
        steps.onFailure(leaks);
        ChokePoint choke = new ChokePoint(label, driver, leases, executions, config.statements());
        Transactions transactions =
                new Transactions(label, driver, choke, config.transactions(), leases.capacity(), watch);
        Parts parts = new Parts(leases, executions, watch, lookout, transactions, leaks);
        return steps.run("register services", () -> {
            services.register(Driver.class, driver);
            services.register(PhysicalConnections.class, writing);
            register(parts, monitor, services);
            return new Database(config, label, driver, facts, services, choke);
        });
    }

    /** The order of registration is the order of building; closing goes the other way round. */
    private static void register(Parts parts, Monitor monitor, ServiceRegistry services) {
        services.register(Leases.class, parts.leases());
        services.register(Executions.class, parts.executions(), ended -> {});
        services.register(ExecutionWatch.class, parts.watch());
        services.register(LeakDetector.class, parts.leaks());
        services.register(Monitor.class, monitor);
        services.register(Lookout.class, parts.lookout());
        services.register(Transactions.class, parts.transactions(), ended -> {});
    }

    private ExecutionWatch watch(Executions executions, Leases leases, Lookout lookout) {
        String name = "cormorant-" + config.name();
        ExecutionWatch watch = shared == null
                ? new ExecutionWatch(name, executions)
                : new ExecutionWatch(name, executions, shared.watch(), leases::isIdle);
        watch.alsoLook(lookout::look);
        return watch;
    }
}
