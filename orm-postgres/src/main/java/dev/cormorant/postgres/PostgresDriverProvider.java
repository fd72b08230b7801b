package dev.cormorant.postgres;

import dev.cormorant.core.config.ConnectionUrl;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.DriverProvider;
import java.util.Set;

/**
 * Serves {@code jdbc:postgresql:} URLs with pgjdbc, for servers from PostgreSQL 12 on. Loads no JDBC class before it is bound.
 * Stateless and safe for all threads.
 */
public final class PostgresDriverProvider implements DriverProvider {

    /** Made by {@link java.util.ServiceLoader}. */
    public PostgresDriverProvider() {
        // Nothing to be done before bind.
    }

    @Override
    public String name() {
        return PostgresDriver.NAME;
    }

    @Override
    public Set<String> schemes() {
        return Set.of("postgresql");
    }

    @Override
    public String place(ConnectionUrl url) {
        return url.place(5432);
    }

    @Override
    public Driver bind(DatabaseConfig config) {
        PostgresParameters.check(config);
        return new PostgresDriver(config);
    }
}
