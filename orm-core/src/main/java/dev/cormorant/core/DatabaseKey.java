package dev.cormorant.core;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.DriverProvider;
import dev.cormorant.core.driver.Drivers;

/**
 * What makes two configurations mean the same database.
 *
 * @param driver the name of the driver
 * @param place the server and the database, or the file
 * @param user who connects; empty if the driver chooses
 */
record DatabaseKey(String driver, String place, String user) {

    static DatabaseKey of(DatabaseConfig config, Drivers drivers) {
        DriverProvider provider = drivers.forScheme(config.url().scheme());
        return new DatabaseKey(
                provider.name(), provider.place(config.url()), config.user().orElse(""));
    }
}
