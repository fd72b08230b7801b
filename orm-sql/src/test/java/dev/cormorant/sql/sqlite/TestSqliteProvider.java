package dev.cormorant.sql.sqlite;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.DriverProvider;
import java.util.Set;

/** The least that makes SQLite files a database for the tests of this module; the real driver stands on this module. */
public final class TestSqliteProvider implements DriverProvider {

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("sqlite");
    }

    @Override
    public Driver bind(DatabaseConfig config) {
        return new TestSqliteDriver(config.url().base());
    }
}
