package dev.cormorant.migrations;

import dev.cormorant.core.config.DatabaseConfig;
import java.util.List;
import java.util.Optional;

/**
 * How drift is looked for.
 *
 * @param ignored names of objects that may be as they like, with {@code *} for anything: {@code audit*}, {@code other.*}; what
 *     belongs to a table is named {@code table.name}
 * @param throwawayServer a database on another server, of the same product and best of the same version, beside which the
 *     throwaway database is made; empty for the server of the database itself. Not looked at for SQLite, which gets a file
 */
public record DriftOptions(List<String> ignored, Optional<DatabaseConfig> throwawayServer) {

    /** Keeps an unmodifiable copy of the list. */
    public DriftOptions {
        ignored = List.copyOf(ignored);
    }

    /** {@return everything counts, and the throwaway database is made on the same server} */
    public static DriftOptions standard() {
        return new DriftOptions(List.of(), Optional.empty());
    }

    /** {@return the same with other names of objects that may be as they like} */
    public DriftOptions withIgnored(String... patterns) {
        return new DriftOptions(List.of(patterns), throwawayServer);
    }

    /** {@return the same with the throwaway database on another server} */
    public DriftOptions withThrowawayServer(DatabaseConfig server) {
        return new DriftOptions(ignored, Optional.of(server));
    }
}
