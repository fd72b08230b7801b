package dev.cormorant.core.config;

/** What is done about a connection or cursor that was forgotten. */
public enum LeakPolicy {
    /** It is reported. One that became unreachable is taken back all the same: nobody can miss it. */
    REPORT,

    /** It is reported and taken back: what runs on it is stopped, and its holder meets an error at the next use. */
    RECLAIM
}
