package dev.cormorant.migrations;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A script, or what the history knows of one.
 *
 * @param version its version; empty for a repeatable one
 * @param description what its name says it does
 * @param script its path below the location that it was found in, or was when it was applied
 * @param state what has become of it
 * @param appliedAt when it was applied, to the second; empty if it was not
 * @param took how long it ran, in whole milliseconds; empty if it was not applied
 */
public record MigrationStatus(
        Optional<String> version,
        String description,
        String script,
        MigrationState state,
        Optional<Instant> appliedAt,
        Optional<Duration> took) {}
