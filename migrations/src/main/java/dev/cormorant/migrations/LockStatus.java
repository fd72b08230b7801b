package dev.cormorant.migrations;

import java.util.Optional;

/**
 * Whether somebody migrates a database right now.
 *
 * @param database the label of the database, as {@code sqlite "cities"}
 * @param holder who has the lock of migrations, plain Flyway included (but for SQLite, where it has none); empty if nobody has it
 */
public record LockStatus(String database, Optional<LockHolder> holder) {}
