package dev.cormorant.migrations;

import java.time.Duration;
import java.util.Optional;

/**
 * A script that was applied.
 *
 * @param version its version; empty for a repeatable one
 * @param description what its name says it does
 * @param script its path below the location that it was found in
 * @param took how long it ran, in whole milliseconds
 */
public record AppliedMigration(Optional<String> version, String description, String script, Duration took) {}
