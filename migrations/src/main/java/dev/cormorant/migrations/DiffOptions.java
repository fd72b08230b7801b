package dev.cormorant.migrations;

import dev.cormorant.core.config.DatabaseConfig;
import java.util.List;
import java.util.Optional;

/**
 * What entities are held against.
 *
 * @param entities their classes; at least one
 * @param scripts whether they are held against what the scripts make in a throwaway database, instead of the database as it is;
 *     default false
 * @param throwawayServer as in {@link DriftOptions}
 */
public record DiffOptions(List<Class<?>> entities, boolean scripts, Optional<DatabaseConfig> throwawayServer) {

    /** Keeps an unmodifiable copy of the list. */
    public DiffOptions {
        entities = List.copyOf(entities);
        if (entities.isEmpty()) {
            throw new IllegalArgumentException("at least one entity is needed");
        }
    }

    /** {@return entities held against the database as it is} */
    public static DiffOptions of(Class<?>... entities) {
        return new DiffOptions(List.of(entities), false, Optional.empty());
    }

    /** {@return the same against what the scripts make} */
    public DiffOptions againstScripts() {
        return new DiffOptions(entities, true, throwawayServer);
    }

    /** {@return the same with the throwaway database on another server} */
    public DiffOptions withThrowawayServer(DatabaseConfig server) {
        return new DiffOptions(entities, scripts, Optional.of(server));
    }
}
