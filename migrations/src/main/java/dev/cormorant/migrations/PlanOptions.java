package dev.cormorant.migrations;

import dev.cormorant.core.config.DatabaseConfig;
import java.util.Optional;

/**
 * How a plan is made. Immutable; the {@code with} methods return changed copies.
 *
 * @param tried whether the statements are tried, default true; otherwise they are only read
 * @param throwawayServer for MySQL and MariaDB, a database of another server of the same product to make the throwaway one beside;
 *     default empty, for the same server
 */
public record PlanOptions(boolean tried, Optional<DatabaseConfig> throwawayServer) {

    /** {@return the defaults} */
    public static PlanOptions standard() {
        return new PlanOptions(true, Optional.empty());
    }

    /**
     * The same with or without a trial.
     *
     * @param wanted whether the statements are tried
     * @return the changed copy
     */
    public PlanOptions withTrial(boolean wanted) {
        return new PlanOptions(wanted, throwawayServer);
    }

    /**
     * The same with a throwaway database elsewhere.
     *
     * @param server a database of that server, by an account that may make others
     * @return the changed copy
     */
    public PlanOptions withThrowawayServer(DatabaseConfig server) {
        return new PlanOptions(tried, Optional.of(server));
    }
}
