package dev.cormorant.core.config;

import dev.cormorant.core.error.ConfigurationException;
import java.util.Optional;

/** Moves a location to another database. */
final class Locations {
    private Locations() {}

    static Location withDatabase(String scheme, Location location, String database) {
        if (database.isBlank() || database.chars().anyMatch(Character::isISOControl)) {
            throw new ConfigurationException("the name of a database must not be blank or hold control characters");
        }
        if (location instanceof Location.Server server) {
            return new Location.Server(server.authority(), server.host(), server.port(), Optional.of(database));
        }
        return scheme.equals("sqlite") ? OpaqueParser.file(scheme, database) : OpaqueParser.text(scheme, database);
    }
}
