package dev.cormorant.migrations;

import java.time.Duration;
import java.util.List;

/**
 * What one run of seed data did.
 *
 * @param database the label of the database
 * @param applied the scripts that were run, in that order; empty if none is new or changed
 * @param unchanged the scripts that were run before and are the same
 * @param took how long all of it took
 */
public record SeedResult(String database, List<String> applied, List<String> unchanged, Duration took) {

    /** Keeps unmodifiable copies. */
    public SeedResult {
        applied = List.copyOf(applied);
        unchanged = List.copyOf(unchanged);
    }
}
