package dev.cormorant.migrations.internal.run;

import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * How Flyway locks on PostgreSQL. Its classes for PostgreSQL come with that driver of ours and are touched only when it is
 * used.
 */
public final class PostgresLock {

    private PostgresLock() {}

    /**
     * Has the lock last as long as the session. One that lasts as long as a transaction is what a CREATE INDEX CONCURRENTLY of
     * its own holder, on another connection, waits for without end.
     *
     * @param settings of the run
     */
    public static void holdBySession(FluentConfiguration settings) {
        settings.getPluginRegister()
                .getExact(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
    }
}
