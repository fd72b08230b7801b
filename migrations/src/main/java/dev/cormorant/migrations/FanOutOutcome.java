package dev.cormorant.migrations;

import dev.cormorant.core.error.OrmException;
import java.util.Optional;

/**
 * What became of one database of many.
 *
 * @param database its name on the server, or its file
 * @param state what became of it
 * @param result what was applied; empty unless it was migrated
 * @param failure why not; empty unless it failed
 */
public record FanOutOutcome(
        String database, State state, Optional<MigrationResult> result, Optional<OrmException> failure) {

    /** What can become of a database. */
    public enum State {
        /** It is up to date now; perhaps nothing was left to do. */
        MIGRATED,
        /** It could not be opened, or a script failed. */
        FAILED,
        /** The run ended before its turn. */
        NOT_BEGUN
    }

    static FanOutOutcome migrated(String database, MigrationResult result) {
        return new FanOutOutcome(database, State.MIGRATED, Optional.of(result), Optional.empty());
    }

    static FanOutOutcome failed(String database, OrmException failure) {
        return new FanOutOutcome(database, State.FAILED, Optional.empty(), Optional.of(failure));
    }

    static FanOutOutcome notBegun(String database) {
        return new FanOutOutcome(database, State.NOT_BEGUN, Optional.empty(), Optional.empty());
    }
}
