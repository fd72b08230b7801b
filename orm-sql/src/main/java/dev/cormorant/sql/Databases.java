package dev.cormorant.sql;

import dev.cormorant.core.CleanupReport;
import dev.cormorant.core.Database;
import dev.cormorant.core.DatabaseHandle;
import dev.cormorant.core.DatabasesStats;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.DatabasesConfig;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Many databases under one connection budget, each as an {@link Orm}: what {@link dev.cormorant.core.Databases} is for
 * {@link Database}. Safe for all threads.
 *
 * <pre>{@code
 * try (Databases databases = Databases.withBudget(50)) {
 *     try (Orm tenant = databases.open(config.withDatabase("tenant_a"))) {
 *         tenant.execute(Sql.of("update city set population = 0 where id = :id").bind("id", 7));
 *     }
 *     databases.name("orders", ordersConfig).alias("sales", "orders");
 *     List<Order> open = databases.get("sales").fetch(Sql.of("select * from orders where open"), Order.class);
 * }
 * }</pre>
 */
public final class Databases implements AutoCloseable {

    private final dev.cormorant.core.Databases core;
    private final ReentrantLock making = new ReentrantLock();

    private Databases(dev.cormorant.core.Databases core) {
        this.core = core;
    }

    /**
     * A set without databases yet, with the drivers that are on the class path.
     *
     * @param connections the most physical connections of all databases together; 1 to 10,000
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
        return new Databases(dev.cormorant.core.Databases.with(limits));
    }

    /**
     * Has every database that is opened from now on prepared before anybody gets it, once each time it is opened.
     *
     * @param prepare what is done with it, such as migrating it; what it throws makes the open fail, and nothing is left open
     * @return this
     */
    public Databases onOpen(Consumer<? super Database> prepare) {
        core.onOpen(prepare);
        return this;
    }

    /**
     * Becomes an owner of a database, which is opened if it is not open yet. However often and from wherever the same one is opened,
     * there is one {@link Database} behind it, with one pool and one jOOQ; what is returned is the owner's view of it.
     *
     * @param config the settings
     * @return the database; closed by the caller, which gives up this ownership and not that of others
     * @throws dev.cormorant.core.error.OrmException as {@link dev.cormorant.core.Databases#open}
     */
    public Orm open(DatabaseConfig config) {
        DatabaseHandle handle = core.open(config);
        try {
            return new Orm(shared(handle.database()), handle);
        } catch (RuntimeException | Error failed) {
            try (handle) {
                throw failed;
            }
        }
    }

    /** {@return the one view of a database, which lives as long as the database} */
    private Orm shared(Database database) {
        making.lock();
        try {
            return database.services().find(Orm.class).orElseGet(() -> {
                Orm made = Orm.over(database);
                database.services().register(Orm.class, made, ended -> {});
                return made;
            });
        } finally {
            making.unlock();
        }
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
        core.name(name, config);
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
        core.alias(alias, name);
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
        core.defaultName(name);
        return this;
    }

    /**
     * The default database, opened with the first call.
     *
     * @return the same object at each call; owned by this set, so that closing it does nothing
     * @throws dev.cormorant.core.error.OrmException as {@link #get(String)}
     */
    public Orm get() {
        return shared(core.get());
    }

    /**
     * A database by its name or alias, opened with the first call.
     *
     * @param name the name
     * @return the same object at each call; owned by this set, so that closing it does nothing
     * @throws dev.cormorant.core.error.ConfigurationException if the name is unknown; the message has the nearest ones
     * @throws dev.cormorant.core.error.OrmException as {@link #open}
     */
    public Orm get(String name) {
        return shared(core.get(name));
    }

    /** {@return the figures of this moment} */
    public DatabasesStats stats() {
        return core.stats();
    }

    /** {@return the set below, for what needs no SQL: the services of its databases, say} */
    public dev.cormorant.core.Databases core() {
        return core;
    }

    /**
     * Closes every database, also those that have owners, and says what it had to cut. The set and its names stay usable.
     *
     * @return what had to be cut
     */
    public CleanupReport cleanup() {
        return core.cleanup();
    }

    /**
     * Closes everything for good. A second call does nothing.
     *
     * @throws dev.cormorant.core.service.ServiceDisposalException if a service failed to close; all others are closed
     */
    @Override
    public void close() {
        core.close();
    }

    /** {@return the budget and its biggest holders} */
    @Override
    public String toString() {
        return core.toString();
    }
}
