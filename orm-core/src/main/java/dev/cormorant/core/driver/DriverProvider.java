package dev.cormorant.core.driver;

import dev.cormorant.core.config.ConnectionUrl;
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
     * Which database a URL means: two URLs that lead to the same one give the same text, however they are written. Connects to
     * nothing and asks no name server, but may look at the file system.
     *
     * @param url the URL, of one of {@link #schemes()}
     * @return such as the hosts in lower case with their ports, and the database; holds no secret
     * @throws dev.cormorant.core.error.ConfigurationException if the URL cannot be one of this driver
     */
    default String place(ConnectionUrl url) {
        return url.place(0);
    }

    /**
     * Binds the driver to one configuration. Opens no connection.
     *
     * @param config the settings, with a URL of one of {@link #schemes()}
     * @return a driver for exactly this configuration; closed by the database that uses it
     * @throws dev.cormorant.core.error.ConfigurationException if a setting or URL parameter is not allowed
     */
    Driver bind(DatabaseConfig config);
}
