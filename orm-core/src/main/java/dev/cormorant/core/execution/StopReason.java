package dev.cormorant.core.execution;

/** Why an execution was stopped. */
public enum StopReason {
    /** Somebody asked for it by id. */
    CANCELLED,
    /** It ran longer than its limit. */
    TIMED_OUT,
    /** The thread that runs it was interrupted. */
    INTERRUPTED,
    /** Its connection was taken back from the holder, as a leak. */
    RECLAIMED,
    /** The database is closing and its grace is over. */
    CLOSING
}
