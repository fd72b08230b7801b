package dev.cormorant.testing.fault;

import dev.cormorant.core.config.ConnectionUrl;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.DriverProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.Set;

/**
 * The real driver of a database, where a test comes between at each connect. Everything else that a driver can do is the real one's.
 * As safe for threads as what comes between.
 *
 * <pre>{@code
 * AtomicInteger connects = new AtomicInteger();
 * Drivers counted = Drivers.of(List.of(new DriverOnWatch(real, (driver, access, timeout) -> {
 *     connects.incrementAndGet();
 *     return driver.connect(access, timeout);
 * })));
 * }</pre>
 *
 * @param real the provider of the real driver
 * @param connecting what is done instead of a connect
 */
public record DriverOnWatch(DriverProvider real, Connecting connecting) implements DriverProvider {

    /** What is done instead of a connect, in the thread that connects. */
    @FunctionalInterface
    public interface Connecting {

        /**
         * Connects, as a rule by asking the driver.
         *
         * @param driver the real one
         * @param access what the connection is for
         * @param timeout the longest that connecting may take
         * @return an open connection, which whoever asked closes
         * @throws Exception what the connect shall fail with; unless unchecked or an SQLException, it arrives wrapped
         */
        Connection connect(Driver driver, Access access, Duration timeout) throws Exception;
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public Set<String> schemes() {
        return real.schemes();
    }

    @Override
    public String place(ConnectionUrl url) {
        return real.place(url);
    }

    /** A proxy, so that nothing is forgotten: a default of the interface would take the place of what the real driver does. */
    @Override
    public Driver bind(DatabaseConfig config) {
        Driver driver = real.bind(config);
        return (Driver) Proxy.newProxyInstance(
                Driver.class.getClassLoader(), new Class<?>[] {Driver.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("connect")) {
                        return connecting.connect(driver, (Access) arguments[0], (Duration) arguments[1]);
                    }
                    try {
                        return method.invoke(driver, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }
}
