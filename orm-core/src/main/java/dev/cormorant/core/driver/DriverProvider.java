package dev.cormorant.core.driver;

import dev.cormorant.core.config.DatabaseConfig;
import java.util.Set;

/**
 * The way into a driver module, found by {@link java.util.ServiceLoader}. Has a public constructor without parameters that
 * does nothing costly: no JDBC class is loaded before {@link #bind}.
 */
public interface DriverProvider {

    /**
     * The name of the driver, unique among those on the class path.
     *
     * @return a lower-case word, such as {@code postgres}
     */
    String name();

    /**
     * Which URLs this driver serves.
     *
     * @return the words after {@code jdbc:}, such as {@code postgresql}; not empty
     */
    Set<String> schemes();

    /**
     * Binds the driver to one configuration. Opens no connection.
     *
     * @param config the settings, with a URL of one of {@link #schemes()}
     * @return a driver for exactly this configuration; closed by the database that uses it
     * @throws dev.cormorant.core.error.ConfigurationException if a setting or URL parameter is not allowed
     */
    Driver bind(DatabaseConfig config);
}
