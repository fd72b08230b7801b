package dev.cormorant.migrations;

/** What has become of a script. */
public enum MigrationState {
    /** Not applied; the next {@link Migrator#migrate} does. */
    PENDING,
    /** Applied. */
    APPLIED,
    /** Not a script: everything up to this version was declared to be there already, by {@link Migrator#baseline}. */
    BASELINE,
    /** Began and did not end; on MySQL and MariaDB some of its statements may have taken effect. */
    FAILED,
    /** Applied, but its script is no longer there. */
    MISSING,
    /** Applied, with a version above all scripts that are there: by a newer release, it seems. */
    FUTURE,
    /** A repeatable script that was changed; the next {@link Migrator#migrate} applies it again. */
    OUTDATED,
    /** An earlier application of a repeatable script that was applied again since. */
    SUPERSEDED,
    /** Not applied, and not going to be: its version is below one that is. */
    IGNORED,
    /** Undone. */
    UNDONE,
    /** Marked as deleted by {@link Migrator#repair}. */
    DELETED
}
