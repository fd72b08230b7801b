package dev.cormorant.core.execution;

/** Why an execution was stopped. */
public enum StopReason {
    /** Somebody asked for it by id. */
    CANCELLED,
    /** It ran longer than its limit. */
    TIMED_OUT,
    /** The thread that runs it was interrupted. */
    INTERRUPTED,
    /** The database is closing and its grace is over. */
    CLOSING
}
