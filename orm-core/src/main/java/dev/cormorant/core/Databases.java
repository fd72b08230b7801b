package dev.cormorant.core;

import dev.cormorant.core.budget.ConnectionBudget;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.DatabasesConfig;
import dev.cormorant.core.driver.Drivers;
import dev.cormorant.core.execution.ExecutionIds;
import dev.cormorant.core.execution.WatchThread;
import dev.cormorant.core.service.ServiceRegistry;
import java.util.function.Consumer;

/**
 * Many databases under one connection budget: one {@link Database} for each database and user, whoever opens it, and never more
 * physical connections of all together than the budget. Safe for all threads.
 *
 * <p>A database without an owner stays open for the next one, the longest unowned is closed when there are more than
 * {@link DatabasesConfig#maxIdle}. A database that nobody uses costs no connection and no thread: after {@code pool.idle-timeout}
 * its pool is closed, and is made again with the next use. In a set {@code pool.min-idle} is 0, whatever the settings say. Data that
 * live in the one connection, those of SQLite's {@code :memory:}, keep it.
 *
 * <p>When the budget is used up, the idle connection of the pool that was used least recently makes room; if none is idle, callers
 * wait, at most as long as for a connection of their own pool, and a database without a connection goes before one that has some.
 * A thread that holds a connection of one database while it takes one of another can, with others like it, use up the budget and
 * wait in vain until its time is up: give the budget room for it.
 */
public final class Databases implements AutoCloseable {

    private final ServiceRegistry services = ServiceRegistry.create("databases");
    private final ExecutionIds ids = new ExecutionIds(1);
    private final Drivers drivers;
    private final ConnectionBudget budget;
    private final SharedMeans shared;
    private final OpenDatabases open;
    private final NamedDatabases named;
    private volatile Consumer<? super Database> onOpen = opened -> {};

    private Databases(DatabasesConfig limits, Drivers drivers) {
        this.drivers = drivers;
        this.budget = new ConnectionBudget(limits.budget(), limits.maxWaiters());
        WatchThread watch = new WatchThread("cormorant-databases-watch");
        this.shared = new SharedMeans(budget, watch, services);
        this.open = new OpenDatabases(limits, this::connect);
        this.named = new NamedDatabases(limits.maxDatabases(), this::open);
        services.register(ConnectionBudget.class, budget);
        services.register(WatchThread.class, watch);
    }

    /**
     * A set without databases yet, with the drivers that are on the class path.
     *
     * @param connections the most physical connections of all databases together; 1 to 10,000. A file of SQLite needs two for a
     *     connection of its {@code DataSource} that writes with a result of a reading statement still open
     * @return the set; closed by the caller
     * @throws dev.cormorant.core.error.ConfigurationException if it is out of range
     */
    public static Databases withBudget(int connections) {
        return with(DatabasesConfig.ofBudget(connections));
    }

    /**
     * A set without databases yet, with the drivers that are on the class path.
     *
     * @param limits its limits
     * @return the set; closed by the caller
     */
    public static Databases with(DatabasesConfig limits) {
        return with(limits, Drivers.find());
    }

    /**
     * A set without databases yet, with a fixed set of drivers.
     *
     * @param limits its limits
     * @param drivers the drivers to choose from
     * @return the set; closed by the caller
     */
    public static Databases with(DatabasesConfig limits, Drivers drivers) {
        return new Databases(limits, drivers);
    }

    /**
     * Has every database that is opened from now on prepared before anybody gets it: once each time it is opened, whoever asks for
     * it; the others wait.
     *
     * @param prepare what is done with it, such as migrating it; what it throws makes the open fail for all who wait, and nothing of
     *     that database is left open. Its connections count in the budget
     * @return this
     */
    public Databases onOpen(Consumer<? super Database> prepare) {
        onOpen = prepare;
        return this;
    }

    private Database connect(DatabaseConfig config) {
        return new Connector(config, ids, shared).connect(() -> drivers, onOpen);
    }

    /**
     * Becomes an owner of a database, which is opened if it is not open yet. Whoever opens the same one meanwhile waits for it and
     * gets the same object or the same failure; a failed one leaves nothing, and the next one tries anew. Two configurations mean
     * the same database if driver, hosts and ports or file, database and user are the same; a host name is not looked up.
     *
     * @param config the settings
     * @return the ownership; closed by the caller
     * @throws dev.cormorant.core.error.ConfigurationException if the database is open with other settings (the message says which;
     *     the label may differ), if too many are open, or as in {@link Database#open(DatabaseConfig)}
     * @throws dev.cormorant.core.error.ConnectionUnavailableException as in {@link Database#open(DatabaseConfig)}, or if the
     *     budget has no room for a first connection within {@code pool.acquire-timeout}
     */
    public DatabaseHandle open(DatabaseConfig config) {
        return open.open(DatabaseKey.of(config, drivers), config);
    }

    /**
     * Gives a configuration a name. The first one named is the default. Nothing is opened yet.
     *
     * @param name not blank
     * @param config the settings
     * @return this
     * @throws dev.cormorant.core.error.ConfigurationException if the name is taken
     */
    public Databases name(String name, DatabaseConfig config) {
        named.add(name, config);
        return this;
    }

    /**
     * Gives a database a second name.
     *
     * @param alias the new name, not blank
     * @param name a name that is known
     * @return this
     * @throws dev.cormorant.core.error.ConfigurationException if the alias is taken or the name unknown
     */
    public Databases alias(String alias, String name) {
        named.alias(alias, name);
        return this;
    }

    /**
     * Makes a database the default.
     *
     * @param name a name that is known
     * @return this
     * @throws dev.cormorant.core.error.ConfigurationException if it is unknown
     */
    public Databases defaultName(String name) {
        named.makeDefault(name);
        return this;
    }

    /**
     * The default database, opened with the first call.
     *
     * @return the database, owned by this set and not closed by the caller
     * @throws dev.cormorant.core.error.OrmException as {@link #get(String)}
     */
    public Database get() {
        return named.get();
    }

    /**
     * A database by its name or alias, opened with the first call.
     *
     * @param name the name
     * @return the database, owned by this set and not closed by the caller
     * @throws dev.cormorant.core.error.ConfigurationException if the name is unknown; the message has the nearest ones
     * @throws dev.cormorant.core.error.OrmException as {@link #open}
     */
    public Database get(String name) {
        return named.get(name);
    }

    /** {@return the figures of this moment} */
    public DatabasesStats stats() {
        return new DatabasesStats(budget.totals(), open.stats());
    }

    /** {@return what lives as long as this set; the services of its databases are nested in it} */
    public ServiceRegistry services() {
        return services;
    }

    /**
     * Closes every database, also those that have owners, with the drain and grace times of their settings; all drain at once. The
     * set and its names stay usable, and what is opened from now on is opened anew.
     *
     * @return what had to be cut
     */
    public CleanupReport cleanup() {
        CleanupReport report = open.cleanup(false);
        named.release();
        return report;
    }

    /**
     * Does what {@link #cleanup} does, for good: ends the threads too, and refuses every later opening. A second call does nothing.
     *
     * @throws dev.cormorant.core.service.ServiceDisposalException if a service failed to close; all others are closed
     */
    @Override
    public void close() {
        open.cleanup(true);
        named.release();
        services.close();
    }

    /** {@return the budget and its biggest holders} */
    @Override
    public String toString() {
        return "databases (" + budget.totals() + ")";
    }
}
