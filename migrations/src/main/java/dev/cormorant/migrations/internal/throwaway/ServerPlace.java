package dev.cormorant.migrations.internal.throwaway;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.error.FailedOperation;
import java.sql.SQLException;

/** A database on a server, dropped over a connection of its own, because the one that it was made for may be closing. */
final class ServerPlace implements ThrowawayDatabase.Place {

    private final DatabaseConfig config;
    private final Database admin;
    private final String name;

    ServerPlace(DatabaseConfig config, Database admin, String name) {
        this.config = config;
        this.admin = admin;
        this.name = name;
    }

    @Override
    public DatabaseConfig config() {
        return config.withDatabase(name).withName("throwaway");
    }

    @Override
    public void close() {
        try (admin) {
            // The server ends a session a little after its socket: until then PostgreSQL drops only with force.
            boolean force = admin.driver().equals("postgres");
            ThrowawayDatabase.run(admin, "drop database if exists " + name + (force ? " with (force)" : ""));
        } catch (SQLException failed) {
            throw admin.translate(failed, FailedOperation.of("drop the throwaway database " + name, admin.label()));
        }
    }
}
