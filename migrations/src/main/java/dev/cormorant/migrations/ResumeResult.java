package dev.cormorant.migrations;

import java.util.Optional;

/**
 * What going on did.
 *
 * @param interrupted the script that was gone on with, and what of it was in place before; empty if none was interrupted
 * @param migration what was run
 */
public record ResumeResult(Optional<InterruptedMigration> interrupted, MigrationResult migration) {}
