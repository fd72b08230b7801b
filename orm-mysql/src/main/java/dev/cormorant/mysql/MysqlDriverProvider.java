package dev.cormorant.mysql;

import dev.cormorant.core.config.ConnectionUrl;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.DriverProvider;
import java.util.Set;

/**
 * Offers the driver for MySQL and MariaDB servers. Serves {@code jdbc:mysql://host[:port]/database} and {@code
 * jdbc:mariadb://…}: both mean the same here, either works with either server, and the parameters are those of MySQL
 * Connector/J in both; which server it is the server says itself. Stateless.
 */
public final class MysqlDriverProvider implements DriverProvider {

    /** Called by {@link java.util.ServiceLoader}. */
    public MysqlDriverProvider() {}

    @Override
    public String name() {
        return "mysql";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("mysql", "mariadb");
    }

    @Override
    public String place(ConnectionUrl url) {
        return url.place(3306);
    }

    @Override
    public Driver bind(DatabaseConfig config) {
        Parameters.check(config);
        return new MysqlDriver(config);
    }
}
