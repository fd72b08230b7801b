package dev.cormorant.testing.fault;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.DriverProvider;
import dev.cormorant.core.driver.Drivers;
import java.util.List;
import javax.sql.DataSource;

/**
 * The real driver of a database with a {@link FaultyDataSource} between it and the layer: what fails or waits there, fails or waits
 * below the pool, as if the server did it. Immutable and safe for all threads; holds no connection.
 *
 * <pre>{@code
 * FaultyDrivers drivers = FaultyDrivers.forConfig(config);
 * FaultyDataSource faulty = FaultyDataSource.of(drivers.connections());
 * try (Database database = Database.open(config, drivers.through(faulty))) {
 *     Orm orm = Orm.over(database);
 *     faulty.slowDown(Slowdown.none().commits(Duration.ofMillis(50)));
 *     ...
 * }
 * EveryCall.of(drivers.connections()).opening(each -> Database.open(config, drivers.through(each)))...
 * }</pre>
 */
public final class FaultyDrivers {

    private final DriverProvider real;
    private final DriverConnections connections = new DriverConnections();

    private FaultyDrivers(DriverProvider real) {
        this.real = real;
    }

    /**
     * The driver that settings ask for.
     *
     * @param config the settings; only the URL matters
     * @return the driver, found on the class path
     * @throws dev.cormorant.core.error.ConfigurationException if there is none for the URL
     */
    public static FaultyDrivers forConfig(DatabaseConfig config) {
        return new FaultyDrivers(Drivers.find().forScheme(config.url().scheme()));
    }

    /** {@return where the connections of the driver come from; to be wrapped by a {@link FaultyDataSource}, and for nothing else} */
    public DataSource connections() {
        return connections;
    }

    /**
     * The driver with faults.
     *
     * @param faulty the faults, over {@link #connections} of this object
     * @return what {@code Database.open(config, drivers)} takes
     */
    public Drivers through(FaultyDataSource faulty) {
        return Drivers.of(List.of(new DriverOnWatch(
                real,
                (driver, access, timeout) ->
                        connections.with(() -> driver.connect(access, timeout), faulty::getConnection))));
    }
}
